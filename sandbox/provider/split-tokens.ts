import { tokenizer, tokensOf } from "./tokenizer.ts";

/** A text in pieces of `size` tokens. Characters stay whole, so a piece may end a token later. */
export function splitTokens(text: string, size: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  let held = 0;
  for (const part of tokenizer().decodeGenerator(tokensOf(text))) {
    piece += part;
    held += 1;
    if (held < size) continue;
    pieces.push(piece);
    piece = "";
    held = 0;
  }
  if (piece !== "") pieces.push(piece);
  return pieces;
}
