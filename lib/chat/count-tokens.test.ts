import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { expect, test } from "vitest";
import { countTokens } from "./count-tokens.ts";

test("short texts are counted as the encoding does, each for itself", async () => {
  const texts = ["Hello, world!", "", "Straße, naïve, 東京都", "\ud800 alone"];
  const expected = texts.reduce((sum, text) => sum + encode(text).length, 0);
  expect(await countTokens(texts)).toBe(expected);
});

test("the text of a special token is only text", async () => {
  expect(await countTokens(["<|endoftext|>"])).toBeGreaterThan(1);
});

test("past what is enough nothing is counted", async () => {
  expect(await countTokens(["word ".repeat(100)], 20)).toBeGreaterThan(20);
  const started = performance.now();
  expect(await countTokens(["word ".repeat(2_000_000)], 8_000)).toBeGreaterThan(8_000);
  expect(performance.now() - started).toBeLessThan(500);
});

test("a megabyte of one letter is counted without holding others up", async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  expect(await countTokens(["a".repeat(1_000_000)])).toBeGreaterThan(10_000);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
}, 60_000);
