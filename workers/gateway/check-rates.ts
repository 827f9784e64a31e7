import { presentRateLimit } from "#lib/chat/present-limit.ts";
import { AppError } from "#lib/infra/errors.ts";
import { said } from "#lib/infra/said.ts";
import type { ResolvedConfig } from "#lib/teams/resolve-config.ts";
import { checkRateLimit } from "#lib/usage/rate-limit.ts";
import type { Subjects } from "#lib/usage/reservation.ts";
import type { RateStatus } from "./limit-headers.ts";
import type { CallerKey } from "./types.ts";

export interface RateCheck {
  rates: RateStatus[];
  /** Set when a limit refuses the call. */
  error: AppError | undefined;
}

/** The per-minute limits: the key's own, where it has one, and the team's for each end user, where one is named. */
export async function checkRates(options: {
  key: CallerKey;
  config: ResolvedConfig;
  subjects: Subjects;
  now: Date;
}): Promise<RateCheck> {
  const { key, config, subjects, now } = options;
  const rates: RateStatus[] = [];
  const asked: { of: "key" | "end user"; key: string; perMinute: number }[] = [];
  if (key.rateLimit !== null) asked.push({ of: "key", key: `key:${key.lineageId}`, perMinute: key.rateLimit });
  if (subjects.endUserId) {
    asked.push({ of: "end user", key: `user:${subjects.endUserId}`, perMinute: config.rateLimit.value });
  }
  for (const one of asked) {
    const status = await checkRateLimit({ key: one.key, perMinute: one.perMinute, now });
    rates.push(status);
    if (!status.ok) return { rates, error: tooFast(one.of, one.perMinute, status.resetSeconds) };
  }
  return { rates, error: undefined };
}

function tooFast(of: "key" | "end user", perMinute: number, resetSeconds: number): AppError {
  const seconds = Math.max(1, Math.ceil(resetSeconds));
  return new AppError(
    "rate_limited",
    said`The ${of}'s limit of ${perMinute} requests per minute is reached. It resets in ${seconds} s.`,
    {
      retryAfterSeconds: seconds,
      details: { limit: presentRateLimit(of, perMinute) },
    },
  );
}
