import { randomUUID } from "node:crypto";
import { AppError } from "../infra/errors.ts";
import { log } from "../infra/log.ts";
import { gauge } from "../infra/metrics.ts";
import { publish, subscribe } from "../infra/relay.ts";
import { said } from "../infra/said.ts";
import { activeTurn, showActivity } from "./activity.ts";
import { type BatchItem, createBatchWriter } from "./batch-writer.ts";
import { createWindowCache } from "./current-windows.ts";
import { openJournal } from "./journal.ts";
import { type CallPart, createLeaseBook, type Lease } from "./lease-book.ts";
import { createLeaseGate } from "./lease-gate.ts";
import { limitsUnavailable } from "./limits-unavailable.ts";
import { loadLimits, onLimitsChanged, peekLimits, startUsageCaches } from "./load-limits.ts";
import { createQuotaDesk } from "./quota-desk.ts";
import { createQuotaHolder } from "./quota-holder.ts";
import { leaveJournal, replayJournals } from "./replay-journals.ts";
import type {
  Amounts,
  LimitStatus,
  Reservation,
  ReservedPart,
  ReserveOptions,
  ReserveResult,
  UsageFacts,
} from "./reservation.ts";
import { flushSideBatches } from "./side-batch.ts";
import { trueUpLeases } from "./true-up-leases.ts";
import { interruptedRow, toUsageRow } from "./usage-row.ts";
import { writeBatch } from "./write-batch.ts";

export type { LimitStatus, Reservation, ReserveResult, Subjects, UsageFacts } from "./reservation.ts";

export interface Ledger {
  readonly journalDir: string;
  /**
   * Reserves the estimate on every limit that applies, or on none.
   * @throws AppError unavailable when limits apply and the database is away, or too much waits to be written
   */
  reserve(o: ReserveOptions): Promise<ReserveResult>;
  /** The same from what is in memory; undefined when the database must be asked. */
  tryReserve(o: ReserveOptions): ReserveResult | undefined;
  /** Charges a call: in the journal when it returns, in PostgreSQL within about 50 ms. */
  settle(r: Reservation, facts: UsageFacts): void;
  /** Ends a call that is not charged. */
  release(r: Reservation): void;
  /** Where these subjects stand, with what this process has not written yet. Never waits; undefined if not in memory. */
  peekStatus(o: Omit<ReserveOptions, "interruptible">): LimitStatus[] | undefined;
  /** Resolves once all that has ended is in the database. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

let running: Ledger | undefined;

/** @throws Error when this process has not started its ledger */
export function getLedger(): Ledger {
  if (!running) throw new Error("The ledger has not been started.");
  return running;
}

/** Amounts that a process holds but does not use go back after this long, in milliseconds; who needs them recalls them sooner. */
const IDLE_MS = 5_000;
const TICK_MS = 500;
const STOP_WITHIN_MS = 4_000;
const SIDE_WITHIN_MS = 500;
const NOTHING: Amounts = [0n, 0n, 0n];

/**
 * Starts this process's ledger: replays what dead processes of this host left in their journals, then takes calls.
 * @param options.journalDir a folder that outlives the process
 * @param options.holderId a UUID to hold leases under; a random one by default
 */
export async function startLedger(options: { journalDir: string; holderId?: string }): Promise<Ledger> {
  if (running) throw new Error("The ledger has been started already.");
  const { journalDir } = options;
  const instance = randomUUID();
  const journal = openJournal({ dir: journalDir, instance });
  const holder = createQuotaHolder({
    id: options.holderId,
    onVoid(newId) {
      book.voidAll(newId);
      journal.holder(newId);
    },
  });
  const book = createLeaseBook(holder.id());
  journal.holder(holder.id());
  const windows = createWindowCache();
  let serial = 0;

  const gate = createLeaseGate((counterIds) =>
    trueUpLeases({
      holder: book.holder,
      held: counterIds.flatMap((counterId) => {
        const lease = book.byId(counterId);
        return lease ? { counterId, amounts: [...lease.held] as Amounts } : [];
      }),
    }),
  );

  const writer = createBatchWriter({
    write: (items) => {
      const lowered = items.flatMap((item) => item.lowered);
      return gate.run([...new Set(lowered.map((part) => part.counterId))], async () => {
        const counters = await writeBatch({ rows: items.flatMap((item) => item.row ?? []), lowered });
        book.written(items, counters);
        for (const { id } of counters) checkOverdraft(id);
        return counters;
      });
    },
    onWritten(items) {
      journal.written(
        items.flatMap((item) => item.segment ?? []),
        items.flatMap((item) => item.startId ?? []),
      );
      for (const { row } of items) if (row?.id) showActivity(activeTurn(row, row.id));
    },
    onRejected(item, err) {
      log().error({ err, teamId: item.row?.teamId, idempotencyKey: item.row?.idempotencyKey }, "usage row refused");
    },
  });

  const giveBack = (lease: Lease) => {
    const part = book.giveBack(lease);
    if (part) writer.push({ lowered: [part], charged: NOTHING });
  };

  const checkOverdraft = (counterId: string) => {
    const lease = book.byId(counterId);
    if (lease && book.isOverdrawn(lease)) giveBack(lease);
  };

  const desk = createQuotaDesk({
    book,
    gate,
    ensureValid: holder.ensureValid,
    isValid: holder.isValid,
    flush: writer.flush,
    giveBack,
    publishRecall: (counterId) => publish(`quota.recall.${counterId}`, { counterId }),
  });

  const planned = (o: ReserveOptions, limits: ReturnType<typeof peekLimits>): CallPart[] =>
    limits && limits.length > 0
      ? book.plan({ limits, subjects: o.subjects, estimate: o.estimate, windows: windows.at(o.timeZone, o.now) })
      : [];

  const granted = (o: ReserveOptions, plan: CallPart[], parts: ReservedPart[]): ReserveResult => {
    serial += 1;
    const reservation: Reservation = {
      id: serial.toString(36),
      subjects: o.subjects,
      occurredAt: o.now,
      day: windows.at(o.timeZone, o.now).day,
      parts,
      interruptible: o.interruptible !== undefined,
      open: true,
    };
    if (o.interruptible)
      journal.start(reservation.id, interruptedRow({ reservation, facts: o.interruptible, estimate: o.estimate }));
    return { ok: true, reservation, limits: plan.length > 0 ? book.statuses(plan) : [] };
  };

  const tryReserve = (o: ReserveOptions): ReserveResult | undefined => {
    if (writer.isFull()) return undefined;
    const limits = peekLimits(o.subjects.teamId);
    if (!limits) return undefined;
    const plan = planned(o, limits);
    if (plan.length === 0) return granted(o, plan, []);
    if (!holder.isValid()) return undefined;
    const parts = book.take(plan, performance.now());
    return parts && granted(o, plan, parts);
  };

  const reserve = async (o: ReserveOptions): Promise<ReserveResult> => {
    const quick = tryReserve(o);
    if (quick) return quick;
    if (writer.isFull()) {
      const message = said`Usage cannot be recorded at the moment. Please try again.`;
      throw new AppError("unavailable", message, { retryAfterSeconds: 2 });
    }
    const plan = planned(
      o,
      await loadLimits(o.subjects.teamId).catch((cause) => {
        throw limitsUnavailable(cause);
      }),
    );
    if (plan.length === 0) return granted(o, plan, []);
    const outcome = await desk.reserve({ teamId: o.subjects.teamId, parts: plan });
    if (outcome.ok) return granted(o, plan, outcome.parts);
    const { violated, limits } = outcome;
    const seconds = Math.ceil((violated.resetsAt.getTime() - o.now.getTime()) / 1_000);
    return { ok: false, violated, limits, retryAfterSeconds: Math.max(1, seconds) };
  };

  const end = (r: Reservation, item: Omit<BatchItem, "lowered">) => {
    for (const part of r.parts) book.ended(part, item.charged);
    writer.push({ ...item, lowered: r.parts });
  };

  const onRecall = ({ counterId }: { counterId: string }) => desk.recalled(counterId);
  const stops = [
    await startUsageCaches(),
    await subscribe("quota.recall.*", onRecall),
    onLimitsChanged((teamId) => {
      for (const lease of book.all()) if (lease.teamId === teamId) giveBack(lease);
    }),
  ];

  const backlog = gauge("switchboard_usage_pending", "Ended calls that are not in the database yet");
  const timer = setInterval(() => {
    const now = performance.now();
    for (const lease of book.all()) if (now - lease.lastSpentAt > IDLE_MS) giveBack(lease);
    book.prune();
    journal.tick();
    backlog.set(writer.pending());
  }, TICK_MS);
  timer.unref();

  const ledger: Ledger = {
    journalDir,
    reserve,
    tryReserve,
    settle(r, facts) {
      if (!r.open) return;
      r.open = false;
      const row = toUsageRow({ subjects: r.subjects, facts, occurredAt: r.occurredAt, day: r.day });
      const startId = r.interruptible ? r.id : undefined;
      const segment = journal.row(row, startId);
      const tokens = BigInt(row.tokensIn) + BigInt(row.tokensOut);
      end(r, { row, segment, startId, charged: [1n, tokens, BigInt(row.costNano)] });
      for (const part of r.parts) checkOverdraft(part.counterId);
    },
    release(r) {
      if (!r.open) return;
      r.open = false;
      if (r.interruptible) journal.end(r.id);
      const at = performance.now();
      const rest = r.parts.filter((part) => !book.restore(part, at));
      if (rest.length > 0) end({ ...r, parts: rest }, { charged: NOTHING });
    },
    peekStatus(o) {
      const limits = peekLimits(o.subjects.teamId);
      if (!limits) return undefined;
      const plan = planned(o, limits);
      return plan.every((part) => book.find(part)) ? book.statuses(plan) : undefined;
    },
    flush: writer.flush,
    async stop() {
      if (running !== ledger) return;
      running = undefined;
      clearInterval(timer);
      for (const lease of book.all()) giveBack(lease);
      const clean = await writer.stop(STOP_WITHIN_MS);
      for (const stop of stops) await stop();
      await holder.stop(clean).catch((err) => log().warn({ err }, "quota leases left to the sweeper"));
      await flushSideBatches(SIDE_WITHIN_MS);
      if (!journal.close()) leaveJournal(journal.dir);
      if (!clean) log().warn({ pending: writer.pending() }, "usage left in the journal for the next start");
    },
  };
  await holder.ensureValid().catch((err) => log().warn({ err }, "ledger starts without its database"));
  await replayJournals({ journalDir }).catch((err) => log().warn({ err }, "journals not replayed yet"));
  running = ledger;
  return ledger;
}
