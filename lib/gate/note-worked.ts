import { log } from "../infra/log.ts";
import type { LoadedGroup } from "./load-group.ts";
import { clearTrouble } from "./trouble.ts";
import type { TroubleCode } from "./trouble-codes.ts";

/**
 * Something went well that a group's trouble would have kept from going well: then it is over. Costs nothing in a group
 * without trouble.
 * @param options.proves the troubles that there cannot be
 */
export async function noteWorked(options: {
  group: Pick<LoadedGroup, "id"> & Partial<Pick<LoadedGroup, "trouble">>;
  proves: TroubleCode[];
}): Promise<void> {
  const { group, proves } = options;
  if (!group.trouble || !proves.includes(group.trouble)) return;
  await clearTrouble({ group, codes: proves, now: new Date() }).catch((err) =>
    log().warn({ err, groupId: group.id }, "a group's recovery was not noted"),
  );
}
