import { invalidField } from "../infra/errors.ts";
import { said } from "../infra/said.ts";

/**
 * End users are many, so they are reported for one team at a time.
 * @throws AppError invalid_input naming `teamId`
 */
export function demandOneTeam(teams: { teamIds?: string[] }): void {
  if (teams.teamIds?.length === 1) return;
  throw invalidField("teamId", said`Choose a team: end users are reported for one team at a time.`);
}
