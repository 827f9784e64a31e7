import { createRequire } from "node:module";

type Tokenizer = typeof import("gpt-tokenizer/encoding/o200k_base");

const asPlainText = { disallowedSpecial: new Set<string>() };
let loaded: Tokenizer | undefined;

/** The o200k_base tokenizer, loaded at the first use: its tables take about 55 MB and 0.4 s. */
export function tokenizer(): Tokenizer {
  loaded ??= createRequire(import.meta.url)("gpt-tokenizer/encoding/o200k_base") as Tokenizer;
  return loaded;
}

/** A text's tokens; what looks like a special token is text like any other. */
export function tokensOf(text: string): number[] {
  return tokenizer().encode(text, asPlainText);
}
