import { closeDb } from "./db.ts";
import { log } from "./log.ts";
import { closeQueuePool } from "./queue-connection.ts";
import { closeRedis } from "./redis.ts";
import { closeRelay } from "./relay.ts";

/** Closes every connection of this process; what uses others goes first. One that fails does not keep the rest open. */
export async function closeInfra(): Promise<void> {
  await closeRelay().catch((err) => log().warn({ err }, "relay not closed"));
  await Promise.allSettled([closeQueuePool(), closeRedis(), closeDb()]);
}
