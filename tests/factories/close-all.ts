import { closeCache } from "#lib/infra/cache.ts";
import { closeDb } from "#lib/infra/db.ts";
import { closeQueuePool } from "#lib/infra/queue-connection.ts";
import { closeRedis } from "#lib/infra/redis.ts";
import { closeRelay } from "#lib/infra/relay.ts";

/** For `afterAll`: closes what a test file opened. */
export async function closeAll(): Promise<void> {
  await closeRelay();
  await closeCache();
  await closeQueuePool();
  await closeRedis();
  await closeDb();
}
