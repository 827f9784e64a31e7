import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bootstrapOperator } from "../../lib/auth/bootstrap-operator.ts";
import { checkOperator } from "../../lib/auth/check-operator.ts";
import { closeInfra } from "../../lib/infra/close-infra.ts";
import type { Env } from "../../lib/infra/env.ts";
import { ensureTypeDefaults } from "../../lib/teams/type-defaults.ts";
import { pointDemoAtSandbox, seedDemo } from "../../prisma/seed.ts";
import { describeSignIn } from "./describe-sign-in.ts";

/** What the first start generated and shows: kept in DATA_DIR (0600) so that later starts can show it again. */
interface FirstStart {
  password?: string;
  demoKey?: string;
}

/** Whatever must be in the database before anything runs: defaults, the first operator, and the demo on request. */
export async function prepareDatabase(
  env: Env,
): Promise<{ demoKey: string | undefined; signIn: ReturnType<typeof describeSignIn> }> {
  const file = join(env.DATA_DIR, "first-start.json");
  const first: FirstStart = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  const sandboxUrl = `http://127.0.0.1:${env.SANDBOX_PORT}`;

  await ensureTypeDefaults();
  const operator = await bootstrapOperator({
    email: env.ADMIN_EMAIL,
    password: env.ADMIN_PASSWORD,
    apiKey: env.ADMIN_API_KEY,
  });
  if (operator.generatedPassword) first.password = operator.generatedPassword;
  if (env.DEMO) {
    const seeded = await seedDemo({ sandboxUrl, now: new Date() });
    if (seeded) first.demoKey = seeded.apiKey;
    await pointDemoAtSandbox({ sandboxUrl });
  }
  const operatorNow = await checkOperator({ email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD ?? first.password });
  const signIn = describeSignIn({
    email: env.ADMIN_EMAIL,
    isGiven: env.ADMIN_PASSWORD !== undefined,
    generated: first.password,
    ...operatorNow,
  });
  writeFileSync(file, `${JSON.stringify(first, null, 2)}\n`, { mode: 0o600 });
  // This process only supervises from here on.
  await closeInfra();
  return { demoKey: first.demoKey, signIn };
}
