/** How big a prompt is, in tokens: a bound that costs nothing, and a count that costs milliseconds. */
export interface PromptSize {
  /** Never below the real figure: every tokenizer in use makes at most one token of a byte. */
  bound: number;
  /** The count of OpenAI's o200k encoding. */
  count(): Promise<number>;
}

/** Per message and for the answer's start, as in OpenAI's cookbook "How to count tokens with tiktoken". */
export const TOKENS_PER_MESSAGE = 4;
export const TOKENS_PER_ANSWER = 3;
/** An image's worst common case: OpenAI's high detail at 2048 x 2048 is 1 105, Gemini's tiles stay below 2 100. */
export const TOKENS_PER_IMAGE = 2_200;

// The encoder takes quadratic time on one long word, so it gets short pieces; a cut adds a token at most.
const PIECE_CHARACTERS = 512;
// About a millisecond of work, after which other calls get their turn.
const PIECES_PER_SLICE = 32;

/** Tokens of some texts in o200k. Large texts are counted in slices, between which other work runs. */
export async function countTokens(texts: string[]): Promise<number> {
  // Loaded on first use: the encoding's tables are 30 MB of memory that an idle process does not need.
  encoding ??= import("gpt-tokenizer/encoding/o200k_base");
  const { countTokens: count } = await encoding;
  let total = 0;
  let pieces = 0;
  for (const text of texts) {
    for (let at = 0; at < text.length; at += PIECE_CHARACTERS) {
      total += count(text.slice(at, at + PIECE_CHARACTERS), AS_PLAIN_TEXT);
      pieces += 1;
      if (pieces % PIECES_PER_SLICE === 0) await new Promise((settle) => setImmediate(settle));
    }
  }
  return total;
}

let encoding: Promise<typeof import("gpt-tokenizer/encoding/o200k_base")> | undefined;
/** A text that spells a special token is text like any other. */
const AS_PLAIN_TEXT = { disallowedSpecial: new Set<string>() };
