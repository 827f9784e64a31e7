import type pg from "pg";
import { getPool } from "../infra/db.ts";

/** Runs statements that Prisma can't express in one transaction. A connection that failed to roll back is not used again. */
export async function inTransaction<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await getPool().connect();
  let broken: Error | undefined;
  // While a client is out of the pool nobody else listens, and an error without a listener ends the process. The statement
  // that was running fails with it, too.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((cause) => onError(cause));
    throw error;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}
