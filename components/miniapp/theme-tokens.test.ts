import { expect, test } from "vitest";
import { themeTokens } from "./theme-tokens.ts";

test("Telegram's colours stand for ours, and tell light from dark", () => {
  const light = { bg_color: "#ffffff", secondary_bg_color: "#f0f0f0", text_color: "#000000", link_color: "#00509d" };
  expect(themeTokens(light)).toMatchObject({
    dark: false,
    tokens: { "--surface": "#ffffff", "--canvas": "#f0f0f0", "--ink": "#000000", "--accent-text": "#00509d" },
  });
  expect(themeTokens({ bg_color: "#17212b", text_color: "#f5f5f5" }).dark).toBe(true);
});

test("faint text is moved until it can be read, and readable text is left alone", () => {
  const { tokens } = themeTokens({ bg_color: "#ffffff", text_color: "#000000", hint_color: "#cccccc" });
  expect(tokens["--ink-muted"]).not.toBe("#cccccc");
  expect(tokens["--ink"]).toBe("#000000");
  expect(themeTokens({ bg_color: "#ffffff", text_color: "#000000", hint_color: "#555555" }).tokens["--ink-muted"]).toBe(
    "#555555",
  );
});

test("a button keeps its text, and is darkened or lightened until that can be read", () => {
  const button = (button_color: string, button_text_color?: string) =>
    themeTokens({ bg_color: "#ffffff", text_color: "#000000", button_color, button_text_color }).tokens;
  const red = (color = "") => Number.parseInt(color.slice(1, 3), 16);
  expect(button("#005080", "#ffffff")).toMatchObject({ "--accent": "#005080", "--accent-ink": "#ffffff" });
  expect(red(button("#40a7e3", "#ffffff")["--accent"])).toBeLessThan(0x40);
  expect(red(button("#804020", "#000000")["--accent"])).toBeGreaterThan(0x80);
  expect(button("#005080")["--accent-ink"]).toBe("#ffffff");
});

test.each([
  ["nothing", {}],
  ["no ground", { text_color: "#000000" }],
  ["what is no colour", { bg_color: "url(https://example.com)", text_color: "#000000" }],
])("with %s, our own colours stay", (_, theme) => {
  expect(themeTokens(theme)).toEqual({ tokens: {}, dark: null });
});
