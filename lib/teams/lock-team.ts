import type { Tx } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import type { Team } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";

/**
 * The team's row, locked until the transaction ends: changes of one team come one after the other.
 * @throws AppError not_found
 */
export async function lockTeam(tx: Tx, teamId: string): Promise<Team> {
  await tx.$executeRaw`SELECT 1 FROM teams WHERE id = ${teamId}::uuid FOR UPDATE`;
  const team = await tx.team.findUnique({ where: { id: teamId } });
  if (!team) throw notFound(said`The team was not found.`);
  return team;
}
