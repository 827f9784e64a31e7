import { changedMeanwhile } from "../audit/changed-meanwhile.ts";
import type { Tx } from "../infra/db.ts";
import type { Team } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";
import { teamVersion } from "./team-version.ts";

/**
 * Refuses a change that was made from a team's former configuration, and says who has changed it since and in which
 * fields; nobody's work is written over unseen.
 * @param options.team as it is now, its row locked
 * @param options.version as the caller has read it; undefined takes the team however it is
 * @throws AppError conflict, with `reason: "changed_meanwhile"`, the `version` there is, and who changed what when
 */
export async function checkVersion(tx: Tx, options: { team: Team; version: string | undefined }): Promise<void> {
  const { team, version } = options;
  const current = teamVersion(team);
  if (version === undefined || version === current) return;
  throw await changedMeanwhile(tx, {
    ...{ targetType: "team", targetId: team.id, action: "team.update", version: current },
    says: {
      by: (actor) => said`${actor} has changed the team since you read it. Look at what changed, then save again.`,
      bySomebody: said`Somebody has changed the team since you read it. Look at what changed, then save again.`,
    },
  });
}
