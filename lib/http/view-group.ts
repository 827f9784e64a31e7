import { groupActivity } from "../gate/group-counts.ts";
import { groupVersion } from "../gate/group-version.ts";
import { findGroupRow } from "../gate/list-groups.ts";
import { readLoadedGroup } from "../gate/load-group.ts";
import { getDb } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { presentGroupDetail } from "./present/present-group.ts";
import type { GroupDetailJson } from "./resources/groups.ts";

/**
 * A group as its page shows it.
 * @throws AppError not_found
 */
export async function viewGroup(options: { groupId: string; now: Date }): Promise<GroupDetailJson> {
  const { groupId, now } = options;
  const [row, loaded, { day, week }, mutedNow] = await Promise.all([
    findGroupRow(groupId),
    readLoadedGroup(groupId),
    groupActivity({ groupId, now }),
    getDb().restriction.count({ where: { groupId, state: { in: ["IMPOSING", "IMPOSED"] } } }),
  ]);
  if (!row || !loaded) throw notFound(said`The group was not found.`);
  return presentGroupDetail(row, { day, week, mutedNow, version: groupVersion(loaded) });
}
