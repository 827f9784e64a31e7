import { counter, histogram } from "../../../infra/metrics.ts";

const SECONDS = [0.05, 0.2, 1, 3, 10, 30, 60];

/** Notes how long a call waited for budgets or for what a 429 asked. Calls that waited for nothing are not noted. */
export function noteDelay(connectionId: string, priority: number, waitedMs: number): void {
  histogram(
    "switchboard_telegram_rate_limit_delay_seconds",
    "How long Bot API calls waited for Telegram's limits, where they waited",
    ["connection", "priority"],
    SECONDS,
  ).observe({ connection: connectionId, priority }, waitedMs / 1_000);
}

/** Notes a call that was left out, because its turn would have come too late. */
export function noteRefusal(connectionId: string, priority: number): void {
  counter("switchboard_telegram_calls_left_out_total", "Bot API calls whose turn would have come too late", [
    "connection",
    "priority",
  ]).inc({ connection: connectionId, priority });
}

/** Notes a call that was made. */
export function noteCall(connectionId: string): void {
  counter("switchboard_telegram_calls_total", "Bot API calls made, polling left out", ["connection"]).inc({
    connection: connectionId,
  });
}

/** @param code what Telegram answered with, or `network` when it did not answer */
export function noteError(connectionId: string, code: number | "network"): void {
  counter("switchboard_telegram_errors_total", "Bot API calls that failed, by what Telegram answered", [
    "connection",
    "code",
  ]).inc({ connection: connectionId, code: String(code) });
}
