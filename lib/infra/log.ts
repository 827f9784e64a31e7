import { AsyncLocalStorage } from "node:async_hooks";
import pino, { type DestinationStream, type Logger, type LoggerOptions } from "pino";
import { getEnv } from "./env.ts";

/** What follows one request through every job to its reply. */
export interface TraceContext {
  requestId: string;
  teamId?: string;
  connectionId?: string;
}

const storage = new AsyncLocalStorage<TraceContext>();

/** Runs `work` with a correlation id that every log line inside it carries. */
export function withTrace<T>(context: TraceContext, work: () => T): T {
  return storage.run(context, work);
}

export function currentTrace(): TraceContext | undefined {
  return storage.getStore();
}

let root: Logger | undefined;

/**
 * Structured JSON logs. Never pass message text, tokens, keys or passwords: the redaction below is the second line of
 * defence, not the first.
 */
export function log(): Logger {
  root ??= pino(options(), openOutput());
  return root;
}

/** Characters of log that wait for a disk with room at most; lines beyond are dropped. */
const MOST_UNWRITTEN = 1_048_576;

/** Standard output in batches of 4 KiB or 200 ms: a write per request would cost the gateway a tenth of its time. */
function openOutput(): DestinationStream {
  // Not `sync: false`: its flush at exit never ends once the reader of the pipe is gone.
  const output = pino.destination({
    ...{ dest: 1, sync: true, minLength: 4_096, periodicFlush: 200 },
    maxLength: MOST_UNWRITTEN,
  });
  // A full disk below the log must not end the process: what fits waits for room, and there is nobody to tell.
  output.on("error", () => undefined);
  process.once("exit", () => output.end());
  return output;
}

function options(): LoggerOptions {
  return {
    level: getEnv().LOG_LEVEL,
    base: { pid: process.pid },
    mixin: () => storage.getStore() ?? {},
    redact: {
      paths: [
        "token",
        "password",
        "secret",
        "apiKey",
        "authorization",
        "cookie",
        "text",
        "*.token",
        "*.password",
        "*.secret",
        "*.apiKey",
        "*.authorization",
        "*.cookie",
        "*.text",
        "headers.authorization",
        "headers.cookie",
      ],
      censor: "[redacted]",
    },
    serializers: { err: serializeError, error: serializeError },
  };
}

// Bot tokens travel in URLs, and libraries put URLs into error messages.
const SECRET_PATTERNS = [
  /\b\d{5,}:[A-Za-z0-9_-]{10,}/g,
  /\bbot\d+:[^/\s]+/g,
  /\b(sb|sk)[-_][A-Za-z0-9_-]{16,}/g,
  /:\/\/[^@\s/]+@/g,
];

/** Removes whatever looks like a credential from a text that came from a library. */
export function scrub(text: string): string {
  return SECRET_PATTERNS.reduce((value, pattern) => value.replace(pattern, "[redacted]"), text);
}

function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: scrub(String(error)) };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: scrub(error.message),
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    stack: error.stack ? scrub(error.stack) : undefined,
    ...(error.cause ? { cause: serializeError(error.cause) } : {}),
  };
}
