import { countTokens as count } from "gpt-tokenizer/encoding/o200k_base";

// No tokenizer in use makes one token of more characters than this on average over a long text.
const MAX_CHARS_PER_TOKEN = 16;
// The encoder takes quadratic time on one long word (seconds for 50 000 letters), so it gets short pieces; a cut adds a
// token at most.
const PIECE_CHARACTERS = 512;
const AS_PLAIN_TEXT = { disallowedSpecial: new Set<string>() };

/**
 * Tokens of a text in OpenAI's o200k_base, the estimate for any model. Special-token texts count as ordinary text.
 * @param enough stop when it is certain to be more than this; the result is then any number above it
 */
export function countTokens(text: string, enough = Number.POSITIVE_INFINITY): number {
  if (text.length > (enough + 1) * MAX_CHARS_PER_TOKEN) return Math.ceil(text.length / MAX_CHARS_PER_TOKEN);
  let total = 0;
  for (let at = 0; at < text.length && total <= enough; at += PIECE_CHARACTERS) {
    total += count(text.slice(at, at + PIECE_CHARACTERS), AS_PLAIN_TEXT);
  }
  return total;
}
