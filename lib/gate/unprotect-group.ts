import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { notFound } from "../infra/errors.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import { said } from "../infra/said.ts";
import { lockTeam } from "../teams/lock-team.ts";
import { auditedGroup } from "./audited-group.ts";
import { groupKey } from "./group-key.ts";
import { type GroupChannel, type LoadedGroup, readLoadedGroup } from "./load-group.ts";
import { releaseGroup } from "./release-group.ts";

/**
 * Stops asking for a channel, or for all of them. Without a channel the group is no longer protected: it leaves the lists,
 * its history stays. Whoever the gate had muted may write again soon. Done twice, it changes nothing.
 * @param options.channelIds ids of enforced channels; left out: all
 * @throws AppError not_found for a group that is not protected, or has none of the channels
 */
export async function unprotectGroup(options: {
  groupId: string;
  channelIds?: string[] | undefined;
  actor: Actor;
  now: Date;
}): Promise<{ removed: GroupChannel[]; left: LoadedGroup | null }> {
  const { groupId, channelIds, actor, now } = options;
  const found = await readLoadedGroup(groupId);
  if (!found) throw notFound(said`The group was not found.`);
  const result = await getDb().$transaction(async (tx) => {
    await lockTeam(tx, found.teamId);
    const row = await tx.protectedGroup.findUnique({ where: { id: groupId } });
    const before = row && !row.archivedAt ? await readLoadedGroup(groupId, tx) : null;
    if (!before) throw notFound(said`The group was not found.`);
    const removed = before.channels.filter(({ id }) => !channelIds || channelIds.includes(id));
    if (channelIds && removed.length === 0) throw notFound(said`The channel was not found.`);
    await tx.groupChannel.deleteMany({ where: { groupId, channelId: { in: removed.map(({ id }) => id) } } });
    await tx.enforcedChannel.deleteMany({
      where: { id: { in: removed.map(({ id }) => id) }, groups: { none: {} } },
    });
    const isOver = removed.length === before.channels.length;
    const wasTheirs = row?.troubleChatId != null && removed.some(({ chatId }) => BigInt(chatId) === row.troubleChatId);
    if (isOver || wasTheirs) {
      await tx.protectedGroup.update({
        where: { id: groupId },
        data: { ...(isOver ? { archivedAt: now } : {}), ...NO_TROUBLE },
      });
    }
    const after = await readLoadedGroup(groupId, tx);
    await writeAudit(tx, {
      ...{ actor, teamId: before.teamId, targetType: "group", targetId: groupId },
      action: isOver ? "group.unprotect" : "group.channels.remove",
      before: auditedGroup(before),
      after: isOver ? null : after && auditedGroup(after),
    });
    return { removed, left: isOver ? null : after };
  });
  await dropEverywhere([groupKey(found.connectionId, found.chatId)]);
  await releaseGroup({ groupId });
  return result;
}

const NO_TROUBLE = {
  trouble: null,
  troubleChatId: null,
  troubledSince: null,
  ownerToldAt: null,
  troubleCheckedAt: null,
};
