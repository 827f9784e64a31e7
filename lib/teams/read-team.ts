import { getDb } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import type { Team } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";

/** @throws AppError not_found */
export async function readTeam(teamId: string): Promise<Team> {
  const team = await getDb().team.findUnique({ where: { id: teamId } });
  if (!team) throw notFound(said`The team was not found.`);
  return team;
}
