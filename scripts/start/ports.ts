import { createServer } from "node:net";
import { freePort } from "../../lib/infra/embedded.ts";
import { type Env, SettingError } from "../../lib/infra/env.ts";

/** @throws SettingError naming the setting whose port is taken */
export async function assertPortsFree(env: Env): Promise<void> {
  for (const name of ["PORT", "GATEWAY_PORT"] as const) {
    if (!(await isFree(env.HOST, env[name]))) {
      throw new SettingError(`Setting ${name} is wrong: port ${env[name]} is in use. Set ${name} to a free one.`);
    }
  }
  if (env.PORT === env.GATEWAY_PORT) {
    throw new SettingError(`Setting GATEWAY_PORT is wrong: it is ${env.PORT}, as PORT is. They must differ.`);
  }
}

/** The sandbox's port: the one asked for, else the one after the gateway's, else any that is free. */
export async function chooseSandboxPort(env: Env, asked: string | undefined): Promise<number> {
  if (asked) {
    if (await isFree("127.0.0.1", env.SANDBOX_PORT)) return env.SANDBOX_PORT;
    throw new SettingError(`Setting SANDBOX_PORT is wrong: port ${env.SANDBOX_PORT} is in use. Set it to a free one.`);
  }
  const next = env.GATEWAY_PORT + 1;
  return next !== env.PORT && (await isFree("127.0.0.1", next)) ? next : freePort();
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((settle) => {
    const probe = createServer();
    probe.once("error", () => settle(false));
    probe.listen(port, host, () => probe.close(() => settle(true)));
  });
}
