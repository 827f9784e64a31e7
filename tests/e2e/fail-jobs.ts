import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createPostgresBackend, type Queue, withBackend } from "bullmq";
import pg from "pg";
import { QUEUE_SCHEMA } from "../../lib/infra/queue-connection.ts";

/**
 * Puts jobs into a queue of the installation that no release understands, so that they fail for good at once.
 * @param dataDir the installation's, below which its embedded database is
 */
export async function failJobs(options: { dataDir: string; queue: string; payloads: object[] }): Promise<void> {
  const pool = new pg.Pool({
    connectionString: embeddedUrl(join(options.dataDir, "database")),
    options: `-c search_path=${QUEUE_SCHEMA}`,
  });
  const queue = new (withBackend(createPostgresBackend).Queue)(options.queue, {
    connection: pool as never,
  }) as unknown as Queue;
  await queue.addBulk(
    options.payloads.map((payload) => ({ name: options.queue, data: { payload }, opts: { attempts: 1 } })),
  );
  await queue.close();
  await pool.end();
}

/** As lib/infra/embedded.ts leaves it: the password beside the files, the port in the server's pid file. */
function embeddedUrl(dir: string): string {
  const note = join(dir, "postgres-is-elsewhere");
  const files = join(existsSync(note) ? readFileSync(note, "utf8").trim() : dir, "postgres");
  const port = readFileSync(join(files, "postmaster.pid"), "utf8").split("\n")[3];
  const password = readFileSync(join(dir, "postgres-password"), "utf8").trim();
  return `postgresql://switchboard:${password}@127.0.0.1:${port}/switchboard`;
}
