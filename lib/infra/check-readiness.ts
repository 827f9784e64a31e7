import { getPool } from "./db.ts";
import { log } from "./log.ts";
import { pendingMigrations } from "./migrate.ts";
import { queuePool } from "./queue-connection.ts";
import { getRedis, hasRedis } from "./redis.ts";

export interface Readiness {
  status: "ready" | "unready";
  /** Each part, with why it is not ready. */
  parts: Record<"database" | "queue" | "migrations", "ok" | string>;
}

// A probe that hangs is worse than one that fails.
const BOUND_MS = 2_000;

/** Asks the database, the queue's store and the list of migrations, at once, for at most two seconds. */
export async function checkReadiness(): Promise<Readiness> {
  const [database, queue, migrations] = await Promise.all([
    check("database", async () => void (await getPool().query("SELECT 1"))),
    check("queue", async () => void (hasRedis() ? await pingRedis() : await queuePool().query("SELECT 1"))),
    check("migrations", async () => {
      const pending = await pendingMigrations(getPool());
      return pending.length === 0 ? undefined : `${pending.length} to apply: run npm run db:migrate`;
    }),
  ]);
  const parts = { database, queue, migrations };
  return { status: Object.values(parts).every((part) => part === "ok") ? "ready" : "unready", parts };
}

// biome-ignore lint/suspicious/noConfusingVoidType: most probes have nothing to say.
async function check(part: string, probe: () => Promise<string | void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((settle) => {
    timer = setTimeout(() => settle(`no answer in ${BOUND_MS} ms`), BOUND_MS);
  });
  try {
    return (await Promise.race([probe(), late])) ?? "ok";
  } catch (err) {
    log().debug({ err, part }, "not ready");
    return "unreachable";
  } finally {
    clearTimeout(timer);
  }
}

async function pingRedis(): Promise<void> {
  const redis = getRedis();
  // This connection refuses commands while it is still being opened.
  if (redis.status === "connecting" || redis.status === "connect") {
    await new Promise<void>((settle) => redis.once("ready", settle));
  }
  await redis.ping();
}
