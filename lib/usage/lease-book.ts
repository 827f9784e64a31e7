import type { Answer } from "./acquire-quota.ts";
import { amountsFor, applicableLimits, type CounterRule, type LimitRule } from "./applicable-limits.ts";
import type { Amounts, LimitStatus, ReservedPart, Subjects } from "./reservation.ts";
import { toLimitStatus } from "./to-limit-status.ts";
import { toppedUp } from "./topped-up.ts";
import type { Window, WindowKind } from "./window.ts";
import type { WrittenCounter } from "./write-batch.ts";

/** What this process knows and holds of one counter. */
export interface Lease {
  counterId: string;
  teamId: string;
  /** The limits by unit, as of the last asking. */
  limit: (bigint | undefined)[];
  /** Reserved and free to spend. */
  unspent: Amounts;
  /** All that this process's lease row holds: unspent, in running calls, and ended but not yet written. */
  held: Amounts;
  /** Of that, what has ended or was given back and is not yet written. */
  ended: Amounts;
  /** Charged, and not yet written. */
  charged: Amounts;
  /** The database's figures as last heard. */
  used: Amounts;
  reserved: Amounts;
  lastSpentAt: number;
  lastAskedAt: number;
  /** Calls' worth to ask for beyond the need; grows while blocks run out quickly. */
  burst: number;
  /** Until then no more than the need is taken, because somebody near the cap has asked for what is unspent. */
  tightUntil: number;
}

/** One counter that a call must reserve on. */
export interface CallPart {
  key: string;
  rule: CounterRule;
  window: Window;
  amounts: Amounts;
}

export interface LeaseBook {
  holder: string;
  plan(o: {
    limits: LimitRule[];
    subjects: Subjects;
    estimate: { tokens: number; costNano: bigint };
    windows: Record<WindowKind, Window>;
  }): CallPart[];
  find(part: CallPart): Lease | undefined;
  byId(counterId: string): Lease | undefined;
  all(): Iterable<Lease>;
  add(part: CallPart, teamId: string, counter: { id: string; used: Amounts; reserved: Amounts }): Lease;
  /** Takes the whole call from what is in hand, or nothing. */
  take(parts: CallPart[], at: number): ReservedPart[] | undefined;
  granted(answers: Answer[]): void;
  /** @returns the unspent amounts as a part to be written, if there are any */
  giveBack(lease: Lease): ReservedPart | undefined;
  /** Calls cost more than had been reserved, so that what is in hand is no longer there to be spent. */
  isOverdrawn(lease: Lease): boolean;
  /** A part has ended, with what was really charged. */
  ended(part: ReservedPart, charged: Amounts): void;
  /** Back into hand, to be spent by the next call. @returns false when its lease is void or wanted back */
  restore(part: ReservedPart, at: number): boolean;
  written(items: { lowered: ReservedPart[]; charged: Amounts }[], counters: WrittenCounter[]): void;
  /** Starts anew under another holder: whatever was in hand is void. */
  voidAll(holder: string): void;
  forget(counterId: string): void;
  /** Forgets what nobody has asked for in a while. */
  prune(): void;
  statuses(parts: CallPart[]): LimitStatus[];
}

/** This process's leases, in memory: what the hot path spends from. It decides nothing about the database. */
export function createLeaseBook(holder: string): LeaseBook {
  const leases = new Map<string, Lease>();
  const ids = new Map<string, { lease: Lease; key: string }>();

  const book: LeaseBook = {
    holder,
    plan({ limits, subjects, estimate, windows }) {
      return applicableLimits({ limits, subjects }).map((applicable) => {
        const window = windows[applicable.window];
        const rule = toppedUp(applicable, window);
        const key = `${subjects.teamId}|${rule.scope}|${rule.subjectId}|${rule.window}|${window.start.getTime()}|${window.end.getTime()}`;
        return { key, rule, window, amounts: amountsFor(rule, estimate) };
      });
    },
    find: (part) => leases.get(part.key),
    byId: (counterId) => ids.get(counterId)?.lease,
    all: () => leases.values(),
    add(part, teamId, counter) {
      const lease: Lease = {
        counterId: counter.id,
        teamId,
        limit: part.rule.limits.map((limit) => limit?.amount),
        unspent: [0n, 0n, 0n],
        held: [0n, 0n, 0n],
        ended: [0n, 0n, 0n],
        charged: [0n, 0n, 0n],
        used: counter.used,
        reserved: counter.reserved,
        lastSpentAt: 0,
        lastAskedAt: 0,
        burst: 0,
        tightUntil: 0,
      };
      leases.set(part.key, lease);
      ids.set(counter.id, { lease, key: part.key });
      return lease;
    },
    take(parts, at) {
      for (const part of parts) {
        const lease = leases.get(part.key);
        if (!lease || !covers(lease.unspent, part.amounts)) return undefined;
      }
      return parts.map((part) => {
        const lease = leases.get(part.key) as Lease;
        subtract(lease.unspent, part.amounts);
        lease.lastSpentAt = at;
        return { counterId: lease.counterId, holder: book.holder, amounts: part.amounts };
      });
    },
    granted(answers) {
      for (const answer of answers) {
        const lease = book.byId(answer.counterId);
        if (!lease) continue;
        add(lease.unspent, answer.granted);
        add(lease.held, answer.granted);
        lease.used = answer.used;
        lease.reserved = answer.reserved;
      }
    },
    giveBack(lease) {
      if (isZero(lease.unspent)) return undefined;
      const amounts: Amounts = [...lease.unspent];
      lease.unspent = [0n, 0n, 0n];
      add(lease.ended, amounts);
      return { counterId: lease.counterId, holder: book.holder, amounts };
    },
    isOverdrawn: (lease) =>
      lease.limit.some((limit, at) => {
        const unit = at as 0 | 1 | 2;
        if (limit === undefined || lease.unspent[unit] === 0n) return false;
        return lease.used[unit] + lease.charged[unit] + lease.reserved[unit] - lease.ended[unit] > limit;
      }),
    ended(part, charged) {
      const lease = book.byId(part.counterId);
      if (!lease) return;
      add(lease.charged, charged);
      if (part.holder === book.holder) add(lease.ended, part.amounts);
    },
    restore(part, at) {
      const lease = book.byId(part.counterId);
      if (!lease || part.holder !== book.holder || lease.tightUntil > at) return false;
      add(lease.unspent, part.amounts);
      return true;
    },
    written(items, counters) {
      for (const counter of counters) {
        const lease = book.byId(counter.id);
        if (!lease) continue;
        lease.used = counter.used;
        lease.reserved = counter.reserved;
      }
      for (const { lowered, charged } of items) {
        for (const part of lowered) {
          const lease = book.byId(part.counterId);
          if (!lease) continue;
          // A lease that was forgotten in between knows nothing of this charge.
          lease.charged = lease.charged.map((value, unit) => positive(value - (charged[unit] ?? 0n))) as Amounts;
          if (part.holder !== book.holder) continue;
          subtract(lease.held, part.amounts);
          subtract(lease.ended, part.amounts);
        }
      }
    },
    voidAll(next) {
      book.holder = next;
      for (const lease of leases.values()) {
        lease.unspent = [0n, 0n, 0n];
        lease.held = [0n, 0n, 0n];
        lease.ended = [0n, 0n, 0n];
      }
    },
    forget(counterId) {
      const known = ids.get(counterId);
      if (!known) return;
      ids.delete(counterId);
      leases.delete(known.key);
    },
    prune() {
      for (const [key, lease] of leases) {
        // Also where the window is over: what the database is granting at this moment needs its lease.
        const idle = performance.now() - Math.max(lease.lastSpentAt, lease.lastAskedAt) > FORGET_AFTER_MS;
        if (idle && isZero(lease.held) && isZero(lease.charged)) {
          leases.delete(key);
          if (ids.get(lease.counterId)?.lease === lease) ids.delete(lease.counterId);
        }
      }
    },
    statuses: (parts) => parts.flatMap((part) => statusOf(part, leases.get(part.key))),
  };
  return book;
}

const FORGET_AFTER_MS = 60_000;

function statusOf(part: CallPart, lease: Lease | undefined): LimitStatus[] {
  return part.rule.limits.flatMap((limit, unit) => {
    if (!limit) return [];
    const of = (amounts: Amounts | undefined) => amounts?.[unit] ?? 0n;
    const used = of(lease?.used) + of(lease?.charged);
    const reserved = positive(of(lease?.reserved) - of(lease?.unspent) - of(lease?.ended));
    return toLimitStatus({ limit, used, reserved, resetsAt: part.window.end });
  });
}

function positive(value: bigint): bigint {
  return value > 0n ? value : 0n;
}

function covers(a: Amounts, b: Amounts): boolean {
  return a[0] >= b[0] && a[1] >= b[1] && a[2] >= b[2];
}

function isZero(a: Amounts): boolean {
  return a[0] === 0n && a[1] === 0n && a[2] === 0n;
}

function add(to: Amounts, more: Amounts): void {
  to[0] += more[0];
  to[1] += more[1];
  to[2] += more[2];
}

function subtract(from: Amounts, less: Amounts): void {
  from[0] -= less[0];
  from[1] -= less[1];
  from[2] -= less[2];
}
