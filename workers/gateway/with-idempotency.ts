import { sha256Hex } from "#lib/infra/crypto.ts";
import { AppError } from "#lib/infra/errors.ts";
import { log } from "#lib/infra/log.ts";
import { abandonClaim, claimIdempotencyKey, completeClaim } from "#lib/usage/idempotency.ts";
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
  const { context, request } = options;
  if (!/^[\x21-\x7e]{1,255}$/.test(options.key)) {
    throw new AppError(
      "malformed_request",
      "Idempotency-Key must have 1 to 255 printable ASCII characters without spaces.",
    );
  }
  const claimed = { lineageId: context.key.lineageId, key: options.key };
  const claim = await claimIdempotencyKey({
    ...claimed,
    bodyHash: sha256Hex(options.body.toString("latin1")),
    now: context.now,
  });
  if (claim.state === "stored") return replay(context, claim);
  if (claim.state === "running") {
    throw new AppError(
      "idempotency_in_progress",
      "The first call with this Idempotency-Key still runs. Try again shortly.",
      {
        retryAfterSeconds: 1,
      },
    );
  }
  if (claim.state === "mismatch") {
    throw new AppError("idempotency_mismatch", "This Idempotency-Key was used with another body. Use a new one.");
  }
  const keep = async (answer: SentAnswer) => {
    const headers = { "content-type": answer.contentType };
    try {
      await completeClaim({ ...claimed, statusCode: 200, headers, body: answer.body, now: new Date() });
    } catch (err) {
      // The answer is charged and there: better to send it than to lose it with its copy.
      log().error({ err }, "an answer was not kept for its Idempotency-Key");
    }
  };
  let complete = false;
  try {
    complete = await answerChat(context, request, keep);
  } finally {
    if (!complete) await abandonClaim(claimed);
  }
}

function replay(
  { outgoing }: ChatContext,
  stored: { statusCode: number; headers: Record<string, string>; body: Uint8Array },
): void {
  outgoing.writeHead(stored.statusCode, { ...stored.headers, "idempotent-replayed": "true" }).end(stored.body);
}
