import type { Tx } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import type { Limit } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";

/**
 * The row as nobody else can change it before this transaction ends, so that what is audited is what was.
 * @throws AppError not_found, also for another team's limit
 */
export async function lockLimit(tx: Tx, options: { teamId: string; limitId: string }): Promise<Limit> {
  const { teamId, limitId } = options;
  await tx.$executeRaw`SELECT 1 FROM limits WHERE id = ${limitId}::uuid FOR UPDATE`;
  const limit = await tx.limit.findFirst({ where: { id: limitId, teamId } });
  if (!limit) throw notFound(said`The limit was not found.`);
  return limit;
}
