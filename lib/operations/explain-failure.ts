/** Why a job gave up, as operators are told in their language. */
export type FailureKind =
  | "payload"
  | "lost"
  | "database"
  | "network"
  | "timeout"
  | "platform"
  | "provider"
  | "refused"
  | "unexpected";

export interface FailureExplanation {
  kind: FailureKind;
  /** The class of the error, such as `PrismaClientKnownRequestError`. */
  error: string | null;
  /** The system's code, such as `ECONNREFUSED`. */
  code: string | null;
  /** Where in our code it was thrown, such as `lib/rooms/deliver.ts:120`. */
  place: string | null;
}

/** BullMQ's own words for a job whose worker died again and again (stalledCounter past maxStalledCount). */
const STALLED = "job stalled more than allowable limit";

const BY_ERROR: readonly [RegExp, FailureKind][] = [
  [/^(Zod|\$Zod)/, "payload"],
  [/^Prisma|^DatabaseError$|^DriverAdapterError$/, "database"],
  [/^(Timeout|Abort)Error$/, "timeout"],
  [/^(Grammy|Http)Error$/, "platform"],
  [/^ProviderFailure$/, "provider"],
  [/^AppError$/, "refused"],
];

const BY_CODE: readonly [RegExp, FailureKind][] = [
  [/^ETIMEDOUT$|TIMEOUT/, "timeout"],
  [/^E(CONN|HOST|NET|AI_|PIPE|NOTFOUND)|^UND_ERR/, "network"],
];

/**
 * What a failed job's error was, without its message, which may quote what somebody wrote: its class, code and place.
 * @param failure.reason the message as the queue keeps it; only compared and searched for a system's code
 */
export function explainFailure(failure: { reason: string; stack: string | undefined }): FailureExplanation {
  const { reason, stack = "" } = failure;
  const first = stack.split("\n", 1)[0] ?? "";
  const error = /^(?:Uncaught )?([A-Z$][\w$]{1,60})(?=:|$| \[)/.exec(first)?.[1] ?? null;
  const code =
    /\b((?:E(?:CONN|HOST|NET|AI_|PIPE|NOTFOUND|TIMEDOUT|NOENT|NOSPC)|UND_ERR)[A-Z_]*)\b/.exec(reason)?.[1] ?? null;
  const place = /\b((?:lib|workers)\/[\w/.-]{1,100}\.ts:\d+)(?=:\d+)/.exec(stack)?.[1] ?? null;
  return { kind: kindOf(reason, error, code), error, code, place };
}

function kindOf(reason: string, error: string | null, code: string | null): FailureKind {
  if (reason.startsWith(STALLED)) return "lost";
  const known =
    BY_ERROR.find(([pattern]) => error && pattern.test(error)) ??
    BY_CODE.find(([pattern]) => code && pattern.test(code));
  return known?.[1] ?? "unexpected";
}
