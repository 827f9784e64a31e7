import { type LoadedConnection, loadConnection } from "../../channels/load-connection.ts";
import { askWhetherBotWorks } from "../../channels/telegram/ask-whether-bot-works.ts";
import { getDb } from "../../infra/db.ts";
import { log } from "../../infra/log.ts";
import { formatBroadcast } from "./broadcast-text.ts";
import { type Reached, reachRecipient } from "./reach-recipient.ts";

/** So many messages are on their way at once: at five a second, enough for a Telegram that answers within a second. */
const AT_ONCE = 6;
/** How many recipients are read at a time. */
const PAGE = 60;
/** So many in a row that must wait: the bot itself has to, and the sweep tries again later. */
const ALL_WAIT = 20;

/**
 * Sends a running broadcast's messages until they are all sent, it is paused or cancelled, Telegram cannot be reached, or
 * `signal` is aborted. The sweep calls it again as long as the broadcast runs.
 */
export async function runBroadcast(options: { broadcastId: string; signal: AbortSignal; now: Date }): Promise<void> {
  const { broadcastId, signal, now } = options;
  const broadcast = await getDb().broadcast.findUnique({ where: { id: broadcastId }, include: { team: true } });
  if (broadcast?.state !== "RUNNING") return;
  const connection = await loadConnection(broadcast.connectionId);
  if (!connection) return pauseFor(broadcastId, "bot_removed");
  if (!connection.active || !broadcast.team.active) return pauseFor(broadcastId, "bot_paused");
  const { part } = formatBroadcast(broadcast.text);
  if (!part) return;
  // Found out with a call that may fail: a message to a Telegram that is away would have an unknown outcome.
  const answer = await askWhetherBotWorks(connection);
  if (answer === "unauthorized") return pauseFor(broadcastId, "token_invalid");
  if (answer === "unreachable") return;

  const outcome = await sendAll({ connection, broadcastId, part, signal });
  if (outcome === "unauthorized") return pauseFor(broadcastId, "token_invalid");
  if (outcome === "done") await finish(broadcastId, now);
}

async function sendAll(options: {
  connection: LoadedConnection;
  broadcastId: string;
  part: NonNullable<ReturnType<typeof formatBroadcast>["part"]>;
  signal: AbortSignal;
}): Promise<"done" | "stopped" | "unreachable" | "unauthorized"> {
  const { broadcastId, signal } = options;
  let after = "";
  let ended: Exclude<Reached, "settled" | "later"> | undefined;
  let waiting = 0;
  while (!ended && !signal.aborted) {
    const page = await getDb().broadcastRecipient.findMany({
      where: { broadcastId, state: "PENDING", chatId: { gt: after } },
      orderBy: { chatId: "asc" },
      take: PAGE,
      select: { chatId: true },
    });
    if (page.length === 0) return "done";
    after = page.at(-1)?.chatId ?? after;
    const next = page.values();
    const worker = async () => {
      for (const { chatId } of next) {
        if (ended || signal.aborted) return;
        const reached = await reachRecipient({ ...options, chatId });
        // Another process may be at this one; only a broadcast that no longer runs stops all of them.
        if (reached === "stopped" && (await isRunning(broadcastId))) continue;
        waiting = reached === "later" ? waiting + 1 : 0;
        if (waiting >= ALL_WAIT) ended = "unreachable";
        else if (reached !== "settled" && reached !== "later") ended = reached;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
  return ended ?? "stopped";
}

async function isRunning(broadcastId: string): Promise<boolean> {
  const found = await getDb().broadcast.findUnique({ where: { id: broadcastId }, select: { state: true } });
  return found?.state === "RUNNING";
}

/** Done once nobody waits and nothing is on its way. */
async function finish(broadcastId: string, now: Date): Promise<void> {
  await getDb().broadcast.updateMany({
    where: { id: broadcastId, state: "RUNNING", recipients: { none: { state: { in: ["PENDING", "SENDING"] } } } },
    data: { state: "DONE", endedAt: now },
  });
}

async function pauseFor(broadcastId: string, trouble: string): Promise<void> {
  const { count } = await getDb().broadcast.updateMany({
    where: { id: broadcastId, state: "RUNNING" },
    data: { state: "PAUSED", trouble },
  });
  if (count > 0) log().warn({ broadcastId, trouble }, "a broadcast paused by itself");
}
