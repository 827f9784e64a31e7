import { AppError, fieldError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";

/** One mebibyte: no admin request comes near it. */
const MAX_BODY_BYTES = 1_048_576;
/** Deeper than anything we define, and far from what would exhaust a stack. */
const MAX_DEPTH = 32;

/**
 * Reads a JSON body without ever holding more than the limit. An empty body is undefined.
 * @throws AppError unsupported_media_type (not JSON), payload_too_large, malformed_request (not JSON inside, too deep,
 *   or with a key that is none, such as `__proto__`)
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return undefined;
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") {
    throw new AppError("unsupported_media_type", said`The body must be JSON, with Content-Type: application/json.`);
  }
  refuseDeep(bytes);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return JSON.parse(text, refuseForeign);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("malformed_request", said`The body is not valid JSON.`);
  }
}

async function readBytes(request: Request): Promise<Buffer> {
  const tooLarge = () =>
    new AppError("payload_too_large", said`The body may have at most ${MAX_BODY_BYTES} bytes (1 MiB).`);
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  if (!request.body) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop by the throw cancels the stream: the rest is not read.
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Counts brackets outside of strings, before anything recursive sees the text. */
function refuseDeep(bytes: Buffer): void {
  const [quote, backslash, openSquare, openCurly, closeSquare, closeCurly] = Buffer.from('"\\[{]}');
  let depth = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inString) {
      if (byte === backslash) at += 1;
      else if (byte === quote) inString = false;
    } else if (byte === quote) inString = true;
    else if (byte === openSquare || byte === openCurly) {
      depth += 1;
      if (depth > MAX_DEPTH)
        throw new AppError("malformed_request", said`The body is nested deeper than ${MAX_DEPTH}.`);
    } else if (byte === closeSquare || byte === closeCurly) depth -= 1;
  }
}

/** What no field of ours may hold: the key that reaches into prototypes, and the character that PostgreSQL cannot store. */
function refuseForeign(key: string, value: unknown): unknown {
  if (key === "__proto__")
    throw new AppError("malformed_request", said`The body has a key "__proto__", which is not allowed.`);
  if (key.includes(NUL) || (typeof value === "string" && value.includes(NUL))) {
    const message = said`Text must not contain the NUL character.`;
    throw fieldError("malformed_request", key.replaceAll(NUL, ""), message);
  }
  return value;
}

const NUL = "\u0000";
