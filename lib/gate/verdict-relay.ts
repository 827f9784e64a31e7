import { randomUUID } from "node:crypto";
import { log } from "../infra/log.ts";
import { publish, subscribe } from "../infra/relay.ts";

const TOPIC = "gate.verdicts";
const SENDER = randomUUID();
/** What happens within so many milliseconds is told together. */
const GATHER_MS = 10;
/** Verdicts per message: PostgreSQL's notifications have room for 8 000 bytes. */
const MOST_TOGETHER = 40;
/** While the relay is away so many wait; each is worth something only until the cached verdict would have expired. */
const MOST_WAITING = 20_000;
const RETRY_MS = 1_000;
const WORTH_MS = 690_000;

export interface ToldVerdict {
  connectionId: string;
  chatId: number;
  userId: number;
  state: "member" | "not_member";
  updateId: number;
  /** How old it is, in milliseconds: processes' clocks may differ. */
  ageMs: number;
}

type Waiting = Omit<ToldVerdict, "ageMs"> & { since: number };

let waiting: Waiting[] = [];
let isScheduled = false;
let isAway = false;

/** Tells all other processes what one has just learned; while the relay is away, as soon as it is back. */
export function tellVerdict(verdict: ToldVerdict): void {
  const { ageMs, ...rest } = verdict;
  waiting.push({ ...rest, since: performance.now() - ageMs });
  if (waiting.length > MOST_WAITING) waiting.shift();
  schedule(GATHER_MS);
}

/** @returns what ends the listening */
export function listenForVerdicts(onTold: (verdict: ToldVerdict) => void): Promise<() => Promise<void>> {
  return subscribe<{ verdicts: ToldVerdict[]; sender: string }>(TOPIC, ({ verdicts, sender }) => {
    if (sender !== SENDER) for (const verdict of verdicts) onTold(verdict);
  });
}

function schedule(ms: number): void {
  if (isScheduled) return;
  isScheduled = true;
  setTimeout(async () => {
    await send();
    isScheduled = false;
    if (waiting.length > 0) schedule(isAway ? RETRY_MS : GATHER_MS);
  }, ms).unref();
}

async function send(): Promise<void> {
  const now = performance.now();
  waiting = waiting.filter(({ since }) => now - since < WORTH_MS);
  const batch = waiting.slice(0, MOST_TOGETHER);
  if (batch.length === 0) return;
  const verdicts = batch.map(({ since, ...rest }) => ({ ...rest, ageMs: Math.round(now - since) }));
  try {
    await publish(TOPIC, { verdicts, sender: SENDER });
    waiting = waiting.slice(batch.length);
    isAway = false;
  } catch (err) {
    if (!isAway)
      log().warn({ err }, "the other processes are not told of members who came and went; it is tried again");
    isAway = true;
  }
}
