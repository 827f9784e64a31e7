import fc from "fast-check";
import { expect, test } from "vitest";
import { buildContext } from "./context.ts";
import { countTokens } from "./count-tokens.ts";

const base = { systemPrompt: "Be kind.", maxHistory: 10, contextWindow: 8_000, maxOutput: null };
const current = { role: "user" as const, text: "and now?" };

test("system prompt, then the session in order, then the message", async () => {
  const history = [
    { role: "assistant" as const, text: "hello" },
    { role: "user" as const, text: "hi", senderName: "Ann" },
  ];
  expect(await buildContext({ ...base, current, history })).toEqual({
    messages: [
      { role: "system", content: "Be kind." },
      { role: "user", content: "Ann: hi" },
      { role: "assistant", content: "hello" },
      { role: "user", content: "and now?" },
    ],
    dropped: 0,
    fits: true,
  });
});

test("maxHistory counts the current message; 1 or 0 leaves it alone", async () => {
  const history = Array.from({ length: 20 }, (_, n) => ({ role: "user" as const, text: `m${n}` }));
  const size = async (maxHistory: number) =>
    (await buildContext({ ...base, current, history, maxHistory })).messages.length;
  expect([await size(10), await size(1), await size(0)]).toEqual([11, 2, 2]);
});

test("an empty system prompt is no message", async () => {
  expect((await buildContext({ ...base, systemPrompt: "", current, history: [] })).messages).toHaveLength(1);
});

test("a message that is too long by itself is told, without counting all of it", async () => {
  const started = performance.now();
  const { fits } = await buildContext({
    ...base,
    current: { role: "user", text: "word ".repeat(2_000_000) },
    history: [],
  });
  expect(fits).toBe(false);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test("whatever the history: within the window, the newest kept without a gap, and as many as fit", async () => {
  const message = fc.record({
    role: fc.constantFrom("user" as const, "assistant" as const),
    text: fc.string({ maxLength: 300 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(message, { maxLength: 30 }),
      fc.integer({ min: 200, max: 1_500 }),
      async (history, contextWindow) => {
        const { messages, fits, dropped } = await buildContext({
          ...base,
          current,
          history,
          contextWindow,
          maxHistory: 20,
        });
        const tokens = (await countTokens(messages.map(({ content }) => content))) + 4 * messages.length;
        if (fits) expect(tokens).toBeLessThanOrEqual(contextWindow);
        const kept = messages.slice(1, -1).map(({ content }) => content);
        expect(kept).toEqual(
          history
            .slice(0, kept.length)
            .map(({ text }) => text)
            .reverse(),
        );
        expect(kept.length).toBeLessThanOrEqual(19);
        expect(dropped).toBe(history.length - kept.length);
      },
    ),
    { numRuns: 60 },
  );
});
