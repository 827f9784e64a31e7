import { log } from "../infra/log.ts";
import { type Answer, type Ask, acquireQuota } from "./acquire-quota.ts";
import { ensureCounters } from "./ensure-counters.ts";
import type { CallPart, Lease, LeaseBook } from "./lease-book.ts";
import type { LeaseGate } from "./lease-gate.ts";
import { limitsUnavailable } from "./limits-unavailable.ts";
import type { Amounts, LimitStatus, ReservedPart } from "./reservation.ts";

export type Outcome = { ok: true; parts: ReservedPart[] } | { ok: false; violated: LimitStatus; limits: LimitStatus[] };

export interface QuotaDesk {
  /** Reserves a call that can't be served from memory. Calls on the same counters wait in one line and ask together. */
  reserve(call: { teamId: string; parts: CallPart[] }): Promise<Outcome>;
  /** Somebody needs what is unspent on this counter. */
  recalled(counterId: string): void;
}

interface Waiter {
  parts: CallPart[];
  /** Times that something ended was written in the hope that it frees units. */
  flushes: number;
  settle(outcome: Outcome): void;
  fail(error: unknown): void;
}

interface Recall {
  at: number;
  hopeUntil: number;
}

/** How long a refused caller waits for others' unspent units. */
const HOPE_MS = 300;
const RETRY_MS = 25;
/** A counter is recalled at most this often. */
const RECALL_EVERY_MS = 1_000;
/** How long after a recall no block is taken. */
const TIGHT_MS = 5_000;
/** A block that lasts shorter than this lets the next one be larger. */
const BUSY_MS = 5_000;
const MAX_FLUSHES = 5;
const FIRST_BURST = 4;
const LAST_BURST = 2_000;

export function createQuotaDesk(options: {
  book: LeaseBook;
  gate: LeaseGate;
  ensureValid(): Promise<void>;
  isValid(): boolean;
  /** Writes what has ended, which may free units. */
  flush(): Promise<void>;
  giveBack(lease: Lease): void;
  publishRecall(counterId: string): Promise<void>;
}): QuotaDesk {
  const { book, gate } = options;
  const lines = new Map<string, Waiter[]>();
  const recalls = new Map<string, Recall>();

  const serveLine = async (name: string, teamId: string, line: Waiter[]) => {
    while (line.length > 0) {
      try {
        await serveOnce(teamId, line);
      } catch (error) {
        const failure = limitsUnavailable(error);
        for (const waiter of line.splice(0)) waiter.fail(failure);
      }
    }
    lines.delete(name);
    for (const id of recalls.keys()) {
      if (performance.now() - (recalls.get(id)?.at ?? 0) > 60_000) recalls.delete(id);
    }
  };

  const serveOnce = async (teamId: string, line: Waiter[]) => {
    await options.ensureValid();
    await openLeases(teamId, line[0] as Waiter);
    serveFromMemory(line);
    const asking = [...line];
    const head = asking[0];
    if (!head) return;
    const asks = buildAsks(asking);
    if (asks.length === 0) return;
    const holder = book.holder;
    const counterIds = asks.map((ask) => ask.counterId);
    const { ok, answers } = await gate.run(counterIds, async () => {
      const result = await acquireQuota({ holder, asks });
      // Under another holder by now: the sweeper returns what was granted to the old one.
      if (book.holder !== holder) return { ok: true, answers: [] };
      // Refused or not, the answer tells the figures.
      book.granted(result.answers);
      return result;
    });
    serveFromMemory(line);
    if (!ok && answers.length < asks.length) {
      // A counter that was cleared away, long idle: it is opened again in the next round.
      for (const id of counterIds) if (!answers.some((answer) => answer.counterId === id)) book.forget(id);
      return;
    }
    if (ok) {
      for (const { counterId } of answers) {
        const lease = book.byId(counterId);
        if (lease && line.length === 0 && lease.tightUntil > performance.now()) options.giveBack(lease);
      }
      return;
    }
    const refused = asking.filter((waiter) => line.includes(waiter) && shortOf(waiter, answers) !== undefined);
    if (refused.length === 0) return;
    if (refused.some((waiter) => waiter.flushes < MAX_FLUSHES && hasEnded(waiter))) {
      for (const waiter of refused) waiter.flushes += 1;
      await options.flush();
      return;
    }
    if (await hope(refused, answers)) return;
    for (const waiter of refused) {
      line.splice(line.indexOf(waiter), 1);
      const limits = book.statuses(waiter.parts);
      waiter.settle({ ok: false, violated: violatedBy(waiter, limits, answers), limits });
    }
  };

  const openLeases = async (teamId: string, waiter: Waiter) => {
    const missing = waiter.parts.filter((part) => !book.find(part));
    if (missing.length === 0) return;
    const keys = missing.map(({ rule, window }) => ({
      scope: rule.scope,
      subjectId: rule.subjectId,
      window: rule.window,
      start: window.start,
      end: window.end,
    }));
    const counters = await ensureCounters({ teamId, keys });
    missing.forEach((part, index) => {
      const counter = counters[index];
      if (counter && !book.find(part)) book.add(part, teamId, counter);
    });
  };

  const serveFromMemory = (line: Waiter[]) => {
    if (!options.isValid()) return;
    const at = performance.now();
    for (const waiter of [...line]) {
      const parts = book.take(waiter.parts, at);
      if (!parts) continue;
      line.splice(line.indexOf(waiter), 1);
      waiter.settle({ ok: true, parts });
    }
  };

  const buildAsks = (waiters: Waiter[]): Ask[] => {
    const now = performance.now();
    const head = waiters[0] as Waiter;
    return head.parts.flatMap((part, index) => {
      const lease = book.find(part);
      if (!lease) return [];
      const shortage = (total: Amounts) => total.map((v, unit) => positive(v - (lease.unspent[unit] ?? 0n))) as Amounts;
      const sum: Amounts = [0n, 0n, 0n];
      for (const waiter of waiters) {
        for (const unit of [0, 1, 2] as const) sum[unit] += waiter.parts[index]?.amounts[unit] ?? 0n;
      }
      const want = shortage(sum);
      if (want.every((value) => value === 0n)) return [];
      lease.burst =
        now - lease.lastAskedAt < BUSY_MS ? Math.min(lease.burst * 4 || FIRST_BURST, LAST_BURST) : FIRST_BURST;
      lease.lastAskedAt = now;
      lease.limit = part.rule.limits.map((limit) => limit?.amount);
      const burst = lease.tightUntil > now ? 0n : BigInt(lease.burst);
      return {
        counterId: lease.counterId,
        need: shortage(part.amounts),
        want,
        spare: part.amounts.map((value) => value * burst) as Amounts,
        limit: [0, 1, 2].map((unit) => part.rule.limits[unit]?.amount ?? null) as Ask["limit"],
      };
    });
  };

  const hasEnded = (waiter: Waiter) => waiter.parts.some((part) => book.find(part)?.ended.some((value) => value > 0n));

  /** The first part and unit that this call can't have. */
  const shortOf = (waiter: Waiter, answers: Answer[]): { part: CallPart; unit: number; answer: Answer } | undefined => {
    for (const part of waiter.parts) {
      const lease = book.find(part);
      const answer = answers.find((a) => a.counterId === lease?.counterId);
      if (!lease || !answer) continue;
      for (const unit of [0, 1, 2] as const) {
        const limit = part.rule.limits[unit];
        if (!limit || part.amounts[unit] === 0n) continue;
        const left = limit.amount - answer.used[unit] - answer.reserved[unit];
        if (part.amounts[unit] > positive(left) + lease.unspent[unit]) return { part, unit, answer };
      }
    }
    return undefined;
  };

  const violatedBy = (waiter: Waiter, limits: LimitStatus[], answers: Answer[]): LimitStatus => {
    const short = shortOf(waiter, answers);
    const limitId = short?.part.rule.limits[short.unit]?.id;
    return limits.find((limit) => limit.limitId === limitId) ?? (limits[0] as LimitStatus);
  };

  /** Waits a little where others may hold what these callers need unspent. @returns false when there is no hope */
  const hope = async (refused: Waiter[], answers: Answer[]): Promise<boolean> => {
    const now = performance.now();
    const recallable = new Set<string>();
    for (const waiter of refused) {
      const short = shortOf(waiter, answers);
      if (!short) continue;
      const lease = book.byId(short.answer.counterId);
      const unit = short.unit as 0 | 1 | 2;
      const limit = short.part.rule.limits[unit];
      if (!lease || !limit) continue;
      const withoutReservations = limit.amount - short.answer.used[unit] >= short.part.amounts[unit];
      if (withoutReservations && short.answer.reserved[unit] > lease.held[unit]) recallable.add(lease.counterId);
    }
    let hopeful = false;
    for (const counterId of recallable) {
      const last = recalls.get(counterId);
      if (last && now < last.hopeUntil) hopeful = true;
      else if (!last || now - last.at >= RECALL_EVERY_MS) {
        recalls.set(counterId, { at: now, hopeUntil: now + HOPE_MS });
        const lease = book.byId(counterId);
        if (lease) lease.tightUntil = now + TIGHT_MS;
        await options.publishRecall(counterId).catch((err) => log().warn({ err }, "quota recall not sent"));
        hopeful = true;
      }
    }
    if (hopeful) await new Promise((settle) => setTimeout(settle, RETRY_MS));
    return hopeful;
  };

  return {
    reserve({ teamId, parts }) {
      return new Promise<Outcome>((settle, fail) => {
        const name = parts.map((part) => part.key).join(" ");
        const waiter: Waiter = { parts, flushes: 0, settle, fail };
        const line = lines.get(name);
        if (line) {
          line.push(waiter);
          return;
        }
        const fresh = [waiter];
        lines.set(name, fresh);
        void serveLine(name, teamId, fresh);
      });
    },
    recalled(counterId) {
      const lease = book.byId(counterId);
      if (!lease) return;
      lease.tightUntil = performance.now() + TIGHT_MS;
      options.giveBack(lease);
      void options.flush().catch(() => {});
    },
  };
}

function positive(value: bigint): bigint {
  return value > 0n ? value : 0n;
}
