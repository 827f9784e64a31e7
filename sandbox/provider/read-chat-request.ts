import type { ReplyInput } from "./compose-reply.ts";
import { type CountedMessage, countSandboxPromptTokens, textOf } from "./count-tokens.ts";
import { ProviderError } from "./provider-error.ts";

export interface ChatRequest {
  model: string;
  stream: boolean;
  includeUsage: boolean;
  maxTokens?: number;
  user?: string;
  promptTokens: number;
  input: ReplyInput;
}

/** Reads a chat completion's body. Throws a ProviderError with what OpenAI would say. */
export function readChatRequest(text: string): ChatRequest {
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ProviderError(400, "We could not parse the JSON body of your request.");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new ProviderError(400, "Expected the body to be a JSON object.");
  }
  if (typeof body.model !== "string" || body.model === "") {
    throw new ProviderError(400, "you must provide a model parameter", { param: "model" });
  }
  const messages = body.messages;
  if (!Array.isArray(messages) || messages.length === 0) {
    throw new ProviderError(400, "Missing required parameter: 'messages'.", {
      param: "messages",
      code: "missing_required_parameter",
    });
  }
  const bad = messages.findIndex((message) => !roles.has(message?.role));
  if (bad !== -1) {
    const role = JSON.stringify(messages[bad]?.role ?? null);
    const message = `Invalid value: ${role}. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.`;
    throw new ProviderError(400, message, { param: `messages[${bad}].role`, code: "invalid_value" });
  }
  const maxTokens = Number(body.max_completion_tokens ?? body.max_tokens ?? Number.NaN);
  const options = body.stream_options as { include_usage?: boolean } | undefined;
  return {
    model: body.model,
    stream: body.stream === true,
    includeUsage: options?.include_usage === true,
    maxTokens: Number.isInteger(maxTokens) && maxTokens > 0 ? maxTokens : undefined,
    user: typeof body.user === "string" ? body.user : undefined,
    promptTokens: countSandboxPromptTokens(messages, body.tools),
    input: readInput(body.model, messages, body.tools),
  };
}

const roles = new Set(["system", "developer", "user", "assistant", "tool", "function"]);

function readInput(model: string, messages: CountedMessage[], tools: unknown): ReplyInput {
  const isSystem = (message: CountedMessage) => message.role === "system" || message.role === "developer";
  const lastUser = messages.findLast((message) => message.role === "user");
  const last = messages.at(-1);
  return {
    model,
    systemPrompt: messages
      .filter(isSystem)
      .map((message) => textOf(message.content))
      .join("\n"),
    messageCount: messages.filter((message) => !isSystem(message)).length,
    lastUserText: textOf(lastUser?.content),
    tools: Array.isArray(tools) ? tools.map((tool) => String(tool?.function?.name ?? "")) : [],
    toolResult: last?.role === "tool" ? textOf(last.content) : undefined,
  };
}
