import { validate as isUuid } from "uuid";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb, isUniqueViolation, type Tx } from "../infra/db.ts";
import { AppError, invalidField, notFound } from "../infra/errors.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import { log } from "../infra/log.ts";
import type { Limit } from "../infra/prisma/client.ts";
import { said } from "../infra/said.ts";
import { ensureCounters } from "./ensure-counters.ts";
import { limitsCacheKey } from "./load-limits.ts";
import { lockLimit } from "./lock-limit.ts";
import { MAX_AMOUNT } from "./max-amount.ts";
import type { LimitScopeName, LimitUnitName } from "./reservation.ts";
import { type WindowKind, windowOf } from "./window.ts";

export interface NewLimit {
  teamId: string;
  scope: LimitScopeName;
  /** The key's lineage, or the end user. Without it the limit is for each one of the scope (or for the team itself). */
  subjectId?: string | null;
  unit: LimitUnitName;
  window: WindowKind;
  /** Requests, tokens or nano-USD. */
  amount: bigint;
  /** Raises one alert per window when this part of the amount is used, 1 to 99. */
  softPercent?: number | null;
}

/** Who changes a limit when no person or key does, as the demo's seed. */
const SYSTEM: Actor = { type: "system", id: null, label: "system" };

export async function listLimits(teamId: string): Promise<Limit[]> {
  return getDb().limit.findMany({ where: { teamId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
}

/**
 * Adds a limit; what the window has used already counts. It holds in every process within 4 s, usually at once.
 * @throws AppError invalid_input naming the field; conflict when the team has a limit of that scope, subject, unit and window
 */
export async function createLimit(limit: NewLimit, now: Date, actor: Actor = SYSTEM): Promise<Limit> {
  checkAmount(limit.amount);
  checkSoftPercent(limit.softPercent ?? null);
  const subjectId = await checkSubject(limit);
  const { teamId, scope, unit, window, amount, softPercent = null } = limit;
  try {
    const created = await getDb().$transaction(async (tx) => {
      const data = { teamId, scope, subjectId, unit, window, amount, softPercent, createdAt: now, updatedAt: now };
      const row = await tx.limit.create({ data });
      await audit(tx, { actor, action: "limit.create", before: null, after: row });
      return row;
    });
    await changed(teamId);
    await openCounter(created, now).catch((err: unknown) =>
      // The limit holds already: the first call that meets it opens its counter.
      log().warn({ err, teamId, limitId: created.id }, "a new limit's counter was not opened"),
    );
    return created;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new AppError(
      "conflict",
      said`The team already has a ${unit.toLowerCase()} limit per ${window.toLowerCase()} of this scope and subject.`,
    );
  }
}

/** @throws AppError not_found, or invalid_input naming the field */
export async function updateLimit(
  options: { teamId: string; limitId: string; amount?: bigint; softPercent?: number | null },
  now: Date,
  actor: Actor = SYSTEM,
): Promise<Limit> {
  const { teamId, limitId, amount, softPercent } = options;
  if (amount !== undefined) checkAmount(amount);
  if (softPercent !== undefined) checkSoftPercent(softPercent);
  const updated = await getDb().$transaction(async (tx) => {
    const before = await lockLimit(tx, { teamId, limitId });
    const row = await tx.limit.update({
      where: { id: limitId },
      data: {
        ...(amount === undefined ? {} : { amount }),
        ...(softPercent === undefined ? {} : { softPercent }),
        updatedAt: now,
      },
    });
    await audit(tx, { actor, action: "limit.update", before, after: row });
    return row;
  });
  await changed(teamId);
  return updated;
}

/** Removes a limit. Its counters stay, so that adding it again loses nothing. @throws AppError not_found */
export async function deleteLimit(options: { teamId: string; limitId: string }, actor: Actor = SYSTEM): Promise<Limit> {
  const removed = await getDb().$transaction(async (tx) => {
    const before = await lockLimit(tx, options);
    await tx.limit.delete({ where: { id: options.limitId } });
    await audit(tx, { actor, action: "limit.delete", before, after: null });
    return before;
  });
  await changed(options.teamId);
  return removed;
}

async function audit(
  tx: Tx,
  options: { actor: Actor; action: string; before: Limit | null; after: Limit | null },
): Promise<void> {
  const { actor, action, before, after } = options;
  const { teamId, id: targetId } = (after ?? before) as Limit;
  await writeAudit(tx, {
    ...{ actor, action, teamId, targetType: "limit", targetId },
    before: before && audited(before),
    after: after && audited(after),
  });
}

function audited({ scope, subjectId, unit, window, amount, softPercent }: Limit): Record<string, unknown> {
  return { scope, subjectId, unit, window, amount, softPercent };
}

function changed(teamId: string): Promise<void> {
  return dropEverywhere([limitsCacheKey(teamId)]);
}

function checkAmount(amount: bigint): void {
  if (amount <= 0n) throw invalidField("amount", said`The amount must be greater than 0, not ${amount}.`);
  if (amount > MAX_AMOUNT) throw invalidField("amount", said`The amount must be at most ${MAX_AMOUNT}, not ${amount}.`);
}

function checkSoftPercent(percent: number | null): void {
  if (percent === null || (Number.isInteger(percent) && percent >= 1 && percent <= 99)) return;
  throw invalidField("softPercent", said`The soft percent must be a whole number from 1 to 99, not ${percent}.`);
}

async function checkSubject({ teamId, scope, subjectId }: NewLimit): Promise<string | null> {
  const team = await getDb().team.findUnique({ where: { id: teamId }, select: { id: true } });
  if (!team) throw notFound(said`The team was not found.`);
  if (!subjectId) return null;
  if (scope === "TEAM") {
    // One way to write it, or there could be two limits of the same team.
    if (subjectId === teamId) return null;
    throw invalidField("subjectId", said`A limit of the whole team takes no subject.`);
  }
  if (!isUuid(subjectId)) throw invalidField("subjectId", said`The subject must be a UUID, not "${subjectId}".`);
  if (scope === "END_USER") {
    const found = await getDb().endUser.count({ where: { id: subjectId, teamId } });
    if (!found) throw invalidField("subjectId", said`The team has no end user ${subjectId}.`);
    return subjectId;
  }
  const key = await getDb().apiKey.findFirst({
    where: { teamId, OR: [{ id: subjectId }, { lineageId: subjectId }] },
    select: { lineageId: true },
  });
  if (!key) throw invalidField("subjectId", said`The team has no key ${subjectId}.`);
  return key.lineageId;
}

/** Counts what one known subject has used already, so that views show it before the next call does. */
async function openCounter(limit: Limit, now: Date): Promise<void> {
  const { teamId, scope, window } = limit;
  const subjectId = scope === "TEAM" ? teamId : limit.subjectId;
  if (!subjectId) return;
  const { timeZone } = await getDb().team.findUniqueOrThrow({ where: { id: teamId }, select: { timeZone: true } });
  await ensureCounters({ teamId, keys: [{ scope, subjectId, window, ...windowOf({ window, timeZone, now }) }] });
}
