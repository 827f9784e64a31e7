/**
 * How well an entry of the command palette matches: 0 is not at all, 1 is best. Each typed word must stand in its texts;
 * words that begin the label count most. Case, accents ("nhom" finds "nhóm") and the Arabic forms of Persian letters don't
 * matter. The signature is cmdk's: `keywords` are the label first, then whatever else finds it.
 */
export function matchScore(_id: string, typed: string, keywords: readonly string[] = []): number {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const label = fold(keywords[0] ?? "");
  const all = fold(keywords.join(" "));
  if (!words.every((word) => all.includes(word))) return 0;
  if (label.startsWith(words.join(" "))) return 1;
  const labelWords = label.split(/\s+/);
  if (words.every((word) => labelWords.some((own) => own.startsWith(word)))) return 0.8;
  return words.every((word) => label.includes(word)) ? 0.6 : 0.3;
}

function fold(text: string) {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("ي", "ی")
    .replaceAll("ك", "ک")
    .replaceAll("đ", "d")
    .replaceAll("Đ", "d")
    .toLowerCase();
}
