const named: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/**
 * The character that `&...` at `at` stands for and where it ends; undefined when the ampersand is just one. Only the
 * four named entities Telegram knows, decimal and hexadecimal ones; the semicolon may be missing.
 */
export function decodeHtmlEntity(source: string, at: number): { char: string; next: number } | undefined {
  const match = /^&(?:#(\d{1,8})|#x([0-9a-f]{1,7})|([a-z]+));?/i.exec(source.slice(at, at + 12));
  if (!match) return undefined;
  const [whole, decimal, hexadecimal, name] = match;
  const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : 0;
  if (name) {
    const char = named[name.toLowerCase()];
    return char ? { char, next: at + whole.length } : undefined;
  }
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (code === 0 || code >= 0x10ffff || isSurrogate) return undefined;
  return { char: String.fromCodePoint(code), next: at + whole.length };
}
