import type { Context } from "hono";
import { z } from "zod";
import { readLimited } from "./read-limited.ts";

/** A refusal of the control API: `{"error":{"code","message"}}`. */
export class ControlError extends Error {
  readonly status: 400 | 403 | 404 | 409 | 413;
  readonly code: string;

  constructor(status: ControlError["status"], code: string, message: string) {
    super(message);
    this.name = "ControlError";
    this.status = status;
    this.code = code;
  }
}

export function answerControlError(error: Error, c: Context): Response {
  if (error instanceof ControlError) {
    return c.json({ error: { code: error.code, message: error.message } }, error.status);
  }
  process.stderr.write(`sandbox: the control API failed: ${error.stack ?? error.message}\n`);
  return c.json({ error: { code: "internal", message: error.message } }, 500);
}

/** The request's JSON body by a schema; a refusal names each wrong field. No body reads as `{}`. */
export async function readJson<T extends z.ZodType>(c: Context, schema: T): Promise<z.output<T>> {
  const body = await readLimited(c.req.raw);
  if (!body) throw new ControlError(413, "too_large", "the body is over 10 MB");
  const text = body.toString("utf8");
  let value: unknown = {};
  try {
    if (text !== "") value = JSON.parse(text);
  } catch {
    throw new ControlError(400, "invalid_json", "the body is not JSON");
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ControlError(400, "invalid_body", z.prettifyError(parsed.error));
  return parsed.data;
}
