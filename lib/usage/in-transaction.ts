import type pg from "pg";
import { getPool } from "../infra/db.ts";

/** Runs statements that Prisma can't express in one transaction. A connection that failed to roll back is not used again. */
export async function inTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await getPool().connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    broken = await client.query("ROLLBACK").then(
      () => undefined,
      () => error as Error,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}
