import { changedMeanwhile } from "../audit/changed-meanwhile.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb, type Tx } from "../infra/db.ts";
import { invalidField, notFound } from "../infra/errors.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import type { GateFailurePolicy, GateRule } from "../infra/prisma/enums.ts";
import { said } from "../infra/said.ts";
import { auditedGroup } from "./audited-group.ts";
import { groupKey } from "./group-key.ts";
import { type GroupParams, groupParamsSchema } from "./group-params.ts";
import { groupVersion } from "./group-version.ts";
import { type LoadedGroup, readLoadedGroup } from "./load-group.ts";
import { releaseGroup } from "./release-group.ts";

export interface GroupChanges {
  enabled?: boolean | undefined;
  rule?: GateRule | undefined;
  failurePolicy?: GateFailurePolicy | undefined;
  /** What is left out stays. */
  params?: { [Name in keyof GroupParams]?: GroupParams[Name] | undefined } | undefined;
  /** Ids of all its channels, in the order of their buttons. */
  channelOrder?: string[] | undefined;
}

/**
 * Changes a group's settings; what is left out stays. Where fewer are asked for anything, those whom the gate has muted
 * may write again soon.
 * @param options.version the group's version that the changes were made from; left out, they go over whatever there is
 * @throws AppError not_found, invalid_input (an order of other channels), conflict (changed meanwhile)
 */
export async function updateGroup(options: {
  groupId: string;
  changes: GroupChanges;
  version?: string | undefined;
  actor: Actor;
}): Promise<LoadedGroup> {
  const { groupId, changes, version, actor } = options;
  const { before, after } = await getDb().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM protected_groups WHERE id = ${groupId}::uuid FOR UPDATE`;
    const row = await tx.protectedGroup.findUnique({ where: { id: groupId }, select: { archivedAt: true } });
    const before = row && !row.archivedAt ? await readLoadedGroup(groupId, tx) : null;
    if (!before) throw notFound(said`The group was not found.`);
    await checkVersion(tx, before, version);
    const { enabled, rule, failurePolicy } = changes;
    const params = changes.params && groupParamsSchema.parse({ ...before.params, ...withoutGaps(changes.params) });
    await tx.protectedGroup.update({
      where: { id: groupId },
      data: {
        ...(enabled === undefined ? {} : { enabled }),
        ...(rule === undefined ? {} : { rule }),
        ...(failurePolicy === undefined ? {} : { failurePolicy }),
        ...(params === undefined ? {} : { params }),
      },
    });
    if (changes.channelOrder) await order(tx, before, changes.channelOrder);
    const after = await readLoadedGroup(groupId, tx);
    if (!after) throw notFound(said`The group was not found.`);
    await writeAudit(tx, {
      ...{ actor, teamId: before.teamId, targetType: "group", targetId: groupId },
      action: "group.update",
      before: auditedGroup(before),
      after: auditedGroup(after),
    });
    return { before, after };
  });
  await dropEverywhere([groupKey(after.connectionId, after.chatId)]);
  const isEasier =
    (before.enabled && !after.enabled) ||
    (before.rule === "ALL" && after.rule === "ANY") ||
    after.params.allowedUserIds.some((id) => !before.params.allowedUserIds.includes(id));
  if (isEasier) await releaseGroup({ groupId });
  return after;
}

async function order(tx: Tx, group: LoadedGroup, ids: string[]): Promise<void> {
  const known = new Set(group.channels.map(({ id }) => id));
  if (ids.length !== known.size || new Set(ids).size !== ids.length || ids.some((id) => !known.has(id))) {
    throw invalidField("channelOrder", said`channelOrder must hold the ids of all the group's channels, each once.`);
  }
  for (const [position, channelId] of ids.entries()) {
    await tx.groupChannel.update({
      where: { groupId_channelId: { groupId: group.id, channelId } },
      data: { position },
    });
  }
}

function withoutGaps(changes: NonNullable<GroupChanges["params"]>): Partial<GroupParams> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

async function checkVersion(tx: Tx, group: LoadedGroup, version: string | undefined): Promise<void> {
  const current = groupVersion(group);
  if (version === undefined || version === current) return;
  throw await changedMeanwhile(tx, {
    ...{ targetType: "group", targetId: group.id, version: current },
    says: {
      by: (actor) => said`${actor} has changed the group since you read it. Look at what changed, then save again.`,
      bySomebody: said`Somebody has changed the group since you read it. Look at what changed, then save again.`,
    },
  });
}
