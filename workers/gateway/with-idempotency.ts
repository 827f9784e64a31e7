import { sha256Hex } from "#lib/infra/crypto.ts";
import { AppError } from "#lib/infra/errors.ts";
import { log } from "#lib/infra/log.ts";
import { said } from "#lib/infra/said.ts";
import {
  abandonIdempotency,
  claimIdempotency,
  completeIdempotency,
  extendIdempotency,
  type RunningClaim,
} from "#lib/usage/idempotency.ts";
import { answerChat, type ChatContext, type SentAnswer } from "./answer-chat.ts";
import type { ChatRequest } from "./chat-request.ts";

/**
 * Answers a call that carries an `Idempotency-Key`: the first of a key does the work, even if its caller leaves, and the
 * same request within 24 hours gets the same answer again, uncharged. A call that failed leaves its key free.
 * @throws AppError idempotency_mismatch (422), idempotency_in_progress (409), and what answerChat throws
 */
export async function withIdempotency(options: {
  context: ChatContext;
  request: ChatRequest;
  body: Buffer;
  key: string;
}): Promise<void> {
  const { context, request, body, key } = options;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new AppError("malformed_request", WRONG_KEY);
  const claimed = await claimIdempotency({
    lineageId: context.key.lineageId,
    key,
    bodyHash: sha256Hex(body.toString("latin1")),
    now: context.now,
  });
  if (claimed.state === "mismatch") throw new AppError("idempotency_mismatch", OTHER_BODY);
  if (claimed.state === "running") {
    throw new AppError("idempotency_in_progress", STILL_RUNS, { retryAfterSeconds: 1 });
  }
  if (claimed.state === "replay") {
    const headers = { ...claimed.headers, "content-length": claimed.body.length, "idempotent-replayed": "true" };
    context.outgoing.writeHead(claimed.statusCode, headers).end(claimed.body);
    return;
  }
  const hold = holdClaim(claimed.claim);
  let complete = false;
  try {
    complete = await answerChat(context, request, {
      callId: claimed.claim.callId,
      keep: async (answer) => store(await hold.release(), answer),
    });
  } finally {
    if (!complete) await abandonIdempotency(await hold.release());
  }
}

const WRONG_KEY = said`Idempotency-Key must have 1 to 255 printable ASCII characters without spaces.`;
const OTHER_BODY = said`This Idempotency-Key was used with another body. Use a new key for a new request.`;
const STILL_RUNS = said`The first call with this Idempotency-Key still runs. Try again shortly.`;

// A third of the time after which a claim lapses to whoever asks next.
const EXTEND_MS = 10_000;

/** Keeps a claim alive until it is released. */
function holdClaim(first: RunningClaim): { release(): Promise<RunningClaim> } {
  let claim = first;
  let extending = Promise.resolve();
  const extend = async () => {
    try {
      claim = (await extendIdempotency(claim, new Date())) ?? claim;
    } catch (err) {
      log().warn({ err }, "a claim of an Idempotency-Key was not extended");
    }
  };
  const timer = setInterval(() => {
    extending = extend();
  }, EXTEND_MS);
  return {
    async release() {
      clearInterval(timer);
      await extending;
      return claim;
    },
  };
}

async function store(claim: RunningClaim, answer: SentAnswer): Promise<void> {
  const stored = { statusCode: 200, headers: { "content-type": answer.contentType }, body: answer.body };
  try {
    await completeIdempotency(claim, stored, new Date());
  } catch (err) {
    // The answer is charged and there: better to send it than to lose it with its copy.
    log().error({ err }, "an answer was not kept for its Idempotency-Key");
  }
}
