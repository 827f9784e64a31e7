import type { IncomingMessage } from "node:http";
import { AppError } from "#lib/infra/errors.ts";
import { said } from "#lib/infra/said.ts";

/** The largest request body, in bytes. */
export const MAX_BODY_BYTES = 1_048_576;

/**
 * Reads a JSON request's body, at most 1 MB of it: what is longer is refused at the first byte too many, and announced
 * lengths at once.
 * @throws AppError unsupported_media_type, payload_too_large, malformed_request (the caller left)
 */
export function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const type = incoming.headers["content-type"];
  if (!type || !/^application\/(json|[\w.+-]+\+json)\s*(;|$)/i.test(type)) {
    incoming.resume();
    throw new AppError(
      "unsupported_media_type",
      said`The body must be JSON: send the header \`Content-Type: application/json\`.`,
    );
  }
  if (Number(incoming.headers["content-length"] ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  return new Promise((settle, fail) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) {
        incoming.removeAllListeners("data");
        incoming.pause();
        return fail(tooLarge());
      }
      chunks.push(chunk);
    });
    incoming.once("end", () => settle(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    incoming.once("error", () => fail(new AppError("malformed_request", said`The body did not arrive completely.`)));
  });
}

function tooLarge(): AppError {
  return new AppError("payload_too_large", said`The body is larger than ${MAX_BODY_BYTES} bytes.`);
}
