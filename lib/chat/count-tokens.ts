import { countTokens as count } from "gpt-tokenizer/encoding/o200k_base";

// No tokenizer in use makes one token of more characters than this on average over a long text.
const MAX_CHARS_PER_TOKEN = 16;

/**
 * Tokens of a text in OpenAI's o200k_base, the estimate for any model. Special-token texts count as ordinary text.
 * @param enough stop when it is certain to be more than this; the result is then any number above it
 */
export function countTokens(text: string, enough = Number.POSITIVE_INFINITY): number {
  if (text.length > (enough + 1) * MAX_CHARS_PER_TOKEN) return Math.ceil(text.length / MAX_CHARS_PER_TOKEN);
  return count(text, { disallowedSpecial: new Set() });
}
