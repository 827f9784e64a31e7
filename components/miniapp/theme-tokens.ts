/** Telegram's colours as its apps hand them over: `bg_color`, `text_color` and so on, each `#rrggbb`. */
export type TelegramTheme = Readonly<Record<string, unknown>>;

/** Each token of ours, and the colours of Telegram's that may stand for it, best first. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  "--canvas": ["secondary_bg_color", "bg_color"],
  "--surface": ["section_bg_color", "bg_color"],
  "--raised": ["section_bg_color", "bg_color"],
  "--ink": ["text_color"],
  "--ink-muted": ["subtitle_text_color", "hint_color"],
  "--ink-subtle": ["hint_color", "subtitle_text_color"],
  "--accent": ["button_color"],
  "--accent-ink": ["button_text_color"],
  "--accent-text": ["link_color", "accent_text_color"],
  "--focus": ["link_color", "button_color"],
};

/** What is read on what, and how much it has to stand out: WCAG's 4.5 to 1 for text. */
const READ_ON: readonly (readonly [text: string, ground: string])[] = [
  ["--ink", "--surface"],
  ["--ink-muted", "--canvas"],
  ["--ink-subtle", "--surface"],
  ["--accent-text", "--surface"],
];
const CONTRAST = 4.5;

/**
 * A theme of Telegram's as values of our tokens. A colour that is missing, or no colour, leaves ours; faint text is moved
 * towards the text colour until it can be read, because many of Telegram's themes have it fainter than that.
 * @returns `dark` tells which half of our other tokens goes with it; null where the theme says nothing of it
 */
export function themeTokens(theme: TelegramTheme): { tokens: Record<string, string>; dark: boolean | null } {
  const tokens: Record<string, string> = {};
  for (const [token, names] of Object.entries(SOURCES)) {
    const found = names.map((name) => theme[name]).find(isColor);
    if (found) tokens[token] = found;
  }
  const ground = tokens["--surface"];
  const ink = tokens["--ink"];
  if (!ground || !ink) return { tokens: {}, dark: null };
  for (const [text, on] of READ_ON) {
    const color = tokens[text];
    if (color) tokens[text] = readable(color, tokens[on] ?? ground, ink);
  }
  if (tokens["--accent"]) Object.assign(tokens, buttonTokens(tokens["--accent"], tokens["--accent-ink"]));
  return { tokens, dark: luminance(ground) < luminance(ink) };
}

function isColor(value: unknown): value is string {
  return typeof value === "string" && /^#[\da-f]{6}$/i.test(value);
}

/** A colour itself where it stands out enough against a second, else the first step towards a third that does. */
function readable(color: string, against: string, towards: string): string {
  for (let share = 0; share < 1; share += 0.1) {
    const mixed = mix(color, towards, share);
    if (contrast(mixed, against) >= CONTRAST) return mixed;
  }
  return towards;
}

/** On a button it is the ground that gives way: white on Telegram's own blue is too faint, and black looks switched off. */
function buttonTokens(button: string, ink = "#ffffff"): Record<string, string> {
  const away = luminance(ink) > 0.5 ? "#000000" : "#ffffff";
  const ground = readable(button, ink, away);
  return { "--accent": ground, "--accent-hover": mix(ground, away, 0.1), "--accent-ink": ink };
}

function mix(from: string, to: string, share: number): string {
  const [a, b] = [channelsOf(from), channelsOf(to)];
  const mixed = a.map((value, index) => Math.round(value + ((b[index] ?? value) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}
