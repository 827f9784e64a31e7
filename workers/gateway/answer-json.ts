import type { OpenCall } from "#lib/chat/complete-call.ts";
import { countTokens, type PromptSize } from "#lib/chat/count-tokens.ts";
import { writtenIn } from "#lib/chat/providers/read-event.ts";
import { usageIn } from "#lib/chat/providers/token-usage.ts";

/**
 * Charges a whole answer and makes it ours: `model` reads our public id, and `usage` is always there.
 * @returns the body to send
 */
export async function answerJson(options: { call: OpenCall; prompt: PromptSize }): Promise<string> {
  const { call, prompt } = options;
  const { completion } = call.exchange;
  if (!completion) throw new Error("the exchange was not a whole answer");
  const given = usageIn(completion.usage);
  const usage = given ?? {
    tokensIn: await prompt.count(),
    tokensOut: await countTokens(completion.choices.map((choice) => writtenIn(choice.message ?? {}))),
  };
  call.settle(usage, "OK");
  const figures = {
    prompt_tokens: usage.tokensIn,
    completion_tokens: usage.tokensOut,
    total_tokens: usage.tokensIn + usage.tokensOut,
  };
  return JSON.stringify({
    ...completion,
    model: call.route.publicId,
    usage: given ? completion.usage : figures,
  });
}
