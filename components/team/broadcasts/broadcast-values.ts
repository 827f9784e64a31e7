import { clockIn, momentIn } from "#components/team/broadcasts/zoned-time.ts";
import type { BroadcastAudienceJson, BroadcastJson, UpdateBroadcastBody } from "#lib/http/resources/broadcasts.ts";

/** As the form's controls hold them. */
export interface BroadcastValues {
  connectionId: string;
  audience: BroadcastAudienceJson;
  text: string;
  when: "now" | "later";
  /** As a `datetime-local` input has it, in the team's time zone; of use with `later`. */
  startsAt: string;
}

/** The moment that is chosen; null for at once, and for what is no time. */
export function momentOf({ when, startsAt }: BroadcastValues, timeZone: string): Date | null {
  return when === "later" ? momentIn(startsAt, timeZone) : null;
}

/** A scheduled broadcast, as the form begins with it. */
export function valuesOf({ connection, audience, text, startsAt }: BroadcastJson, timeZone: string): BroadcastValues {
  const clock = clockIn(new Date(startsAt), timeZone);
  return { connectionId: connection.id, audience, text, when: "later", startsAt: clock };
}

/**
 * What the form changes of a broadcast. A time that nobody has touched is left out: a clock without seconds would move it.
 */
export function changesOf(broadcast: BroadcastJson, values: BroadcastValues, timeZone: string): UpdateBroadcastBody {
  const before = valuesOf(broadcast, timeZone);
  const { connectionId, audience, text, when, startsAt } = values;
  const moment = momentOf(values, timeZone);
  return {
    version: broadcast.version,
    ...(connectionId !== before.connectionId && { connectionId }),
    ...(audience !== before.audience && { audience }),
    ...(text !== before.text && { text }),
    ...(when === "now" && { startsAt: null }),
    ...(moment && startsAt !== before.startsAt && { startsAt: moment.toISOString() }),
  };
}
