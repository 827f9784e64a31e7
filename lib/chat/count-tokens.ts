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

// No tokenizer in use makes one token of more characters than this on average over a long text.
const MAX_CHARS_PER_TOKEN = 16;
// The encoder takes quadratic time on one long word (seconds for 50 000 letters), so it gets short pieces; a cut adds a
// token at most.
const PIECE_CHARACTERS = 512;
// About a millisecond of work, after which other calls get their turn.
const PIECES_PER_SLICE = 32;
// Words that the encoder remembers. By default they are 100 000, which whoever sends them can make 100 MB.
const REMEMBERED_WORDS = 5_000;
/** A text that spells a special token is text like any other. */
const AS_PLAIN_TEXT = { disallowedSpecial: new Set<string>() };

let encoding: Promise<typeof import("gpt-tokenizer/encoding/o200k_base")> | undefined;
let piecesInSlice = 0;

/**
 * Tokens of some texts in OpenAI's o200k_base, the estimate for any model. Large texts are counted in slices, between
 * which other work runs.
 * @param enough stop when it is certain to be more than this; the result is then any number above it
 */
export async function countTokens(texts: string[], enough = Number.POSITIVE_INFINITY): Promise<number> {
  const atLeast = texts.reduce((sum, text) => sum + Math.floor(text.length / MAX_CHARS_PER_TOKEN), 0);
  if (atLeast > enough) return atLeast;
  // Loaded on first use: the encoding's tables are some 60 MB of memory that an idle process does not need.
  encoding ??= loadEncoding();
  const { countTokens: count } = await encoding;
  let total = 0;
  for (const text of texts) {
    for (let at = 0; at < text.length && total <= enough; at += PIECE_CHARACTERS) {
      total += count(copyOf(text.slice(at, at + PIECE_CHARACTERS)), AS_PLAIN_TEXT);
      piecesInSlice += 1;
      if (piecesInSlice < PIECES_PER_SLICE) continue;
      await new Promise((settle) => setImmediate(settle));
      piecesInSlice = 0;
    }
  }
  return total;
}

async function loadEncoding() {
  const loaded = await import("gpt-tokenizer/encoding/o200k_base");
  loaded.setMergeCacheSize(REMEMBERED_WORDS);
  return loaded;
}

/** A slice keeps the whole text that it was cut from in memory, and so does each word of it that the encoder remembers. */
function copyOf(slice: string): string {
  return Buffer.from(slice, "utf16le").toString("utf16le");
}
