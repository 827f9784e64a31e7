import { counter, histogram } from "../infra/metrics.ts";

// Series per connection, as operators look for one bot's trouble.

/** How a verdict was come by. */
export function countVerdict(connectionId: string, result: "hit" | "miss"): void {
  counter("switchboard_gate_cache_total", "Membership verdicts by where they came from", ["connection", "result"]).inc({
    ...{ connection: connectionId, result },
  });
}

/** A question of membership that went to Telegram, by what came of it. */
export function countCall(connectionId: string, result: string): void {
  const name = "switchboard_gate_calls_total";
  counter(name, "Questions of membership put to Telegram, by what came of them", ["connection", "result"]).inc({
    ...{ connection: connectionId, result },
  });
}

/** @param seconds from the update's arrival to the decision */
export function observeVerification(connectionId: string, outcome: string, seconds: number): void {
  const help = "Time from an update's arrival to the gate's decision";
  histogram("switchboard_gate_verification_seconds", help, ["connection", "outcome"]).observe(
    { connection: connectionId, outcome },
    Math.max(0, seconds),
  );
}
