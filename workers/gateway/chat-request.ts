import { z } from "zod";
import {
  countTokens,
  type PromptSize,
  TOKENS_PER_ANSWER,
  TOKENS_PER_IMAGE,
  TOKENS_PER_MESSAGE,
} from "#lib/chat/count-tokens.ts";
import { AppError } from "#lib/infra/errors.ts";
import { said } from "#lib/infra/said.ts";

const part = z.looseObject({ type: z.string() });
const count = z.number().int().positive().max(1_000_000);

/** What we read of a chat completion; everything else is handed through to the provider as it is. */
const schema = z.looseObject({
  model: z.string().min(1).max(200),
  messages: z
    .array(
      z.looseObject({
        role: z.enum(["system", "developer", "user", "assistant", "tool", "function"]),
        content: z.union([z.string(), z.array(part), z.null()]).optional(),
      }),
    )
    .min(1)
    .max(4_096),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  max_tokens: count.nullish(),
  max_completion_tokens: count.nullish(),
  n: z.number().int().min(1).max(16).nullish(),
  user: z
    .string()
    .min(1)
    .max(255)
    .refine((value) => !value.includes("\0"), "must not contain NUL")
    .nullish(),
  service_tier: z.enum(["auto", "default"]).nullish(),
});

export interface ChatRequest {
  /** The caller's parameters as sent. */
  params: Record<string, unknown>;
  model: string;
  streamed: boolean;
  /** The caller asked for the usage chunk of a stream. */
  showUsage: boolean;
  maxTokens: number | undefined;
  choices: number;
  user: string | undefined;
  prompt: PromptSize;
}

/**
 * Parameters by which some providers let a caller choose another model, another provider or paid extras: that would
 * bypass the team's models and their prices.
 */
const REFUSED = ["models", "provider", "route", "plugins", "web_search_options"] as const;

/** @throws AppError malformed_request (no JSON), with the field that is wrong */
export function readChatRequest(body: Buffer): ChatRequest {
  const params = parseObject(body);
  const result = schema.safeParse(params);
  if (!result.success) {
    const issue = result.error.issues[0];
    const path = issue?.path.join(".") ?? "";
    throw invalid(path, `${path || "The body"}: ${issue?.message ?? "is wrong"}.`);
  }
  for (const field of REFUSED) {
    if (params[field] !== undefined)
      throw invalid(field, `${field} is not supported: the team's configuration decides.`);
  }
  const { model, messages, stream, stream_options, max_tokens, max_completion_tokens, n, user } = result.data;
  return {
    params,
    model,
    streamed: stream === true,
    showUsage: stream_options?.include_usage === true,
    maxTokens: max_completion_tokens ?? max_tokens ?? undefined,
    choices: n ?? 1,
    user: user ?? undefined,
    prompt: promptOf(messages, params, body.length),
  };
}

function parseObject(body: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    throw new AppError("malformed_request", said`The body is not valid JSON.`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new AppError("malformed_request", said`The body must be a JSON object.`);
  }
  // What nests too deep to be written again would end in a stack overflow at the provider's door.
  if (body.length > DEEPEST && isTooDeep(value)) {
    throw new AppError("malformed_request", said`The body is nested deeper than ${DEEPEST} levels.`);
  }
  return value as Record<string, unknown>;
}

const DEEPEST = 200;

function isTooDeep(root: unknown): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    const next: unknown[] = [];
    for (const value of level) {
      for (const child of Object.values(value as object)) {
        if (typeof child === "object" && child !== null) next.push(child);
      }
    }
    level = next;
  }
  return false;
}

function invalid(path: string, text: string): AppError {
  const message = said`${text}`;
  return new AppError("malformed_request", message, path === "" ? {} : { errors: [{ path, message }] });
}

type Message = {
  role: string;
  content?: string | { type: string; [field: string]: unknown }[] | null;
  [field: string]: unknown;
};

function promptOf(messages: Message[], params: Record<string, unknown>, bytes: number): PromptSize {
  let images = 0;
  for (const { content } of messages) {
    if (Array.isArray(content)) for (const { type } of content) if (type === "image_url") images += 1;
  }
  const overhead = TOKENS_PER_ANSWER + images * TOKENS_PER_IMAGE;
  return {
    // The JSON of a message has more bytes around its text than a chat template has tokens.
    bound: bytes + overhead,
    async count() {
      const texts = messages.flatMap((message) => textsOf(message));
      for (const field of ["tools", "functions", "response_format"]) {
        if (params[field] !== undefined) texts.push(JSON.stringify(params[field]));
      }
      return overhead + messages.length * TOKENS_PER_MESSAGE + (await countTokens(texts));
    },
  };
}

/** Everything of a message that costs tokens by its length; images are counted apart. */
function textsOf({ role: _role, content, ...rest }: Message): string[] {
  const others = Object.values(rest).filter((value) => value !== undefined && value !== null);
  const texts = others.map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
  if (typeof content === "string") return [...texts, content];
  for (const one of content ?? []) {
    if (one.type === "image_url") continue;
    texts.push(typeof one.text === "string" ? one.text : JSON.stringify(one));
  }
  return texts;
}
