import fc from "fast-check";
import { expect, test } from "vitest";
import { describeAmount, describeTime, describeUsedUp } from "../describe-limit.ts";
import { DESCRIPTIONS, describeNames } from "./describe-commands.ts";
import { modelButtonData, modelOfButton } from "./model.ts";
import { parseCommand } from "./run-command.ts";
import { COMMANDS, enabledCommands } from "./table.ts";

test("every command has its description, in the same order", () => {
  expect(COMMANDS.map(({ name, description }) => [name, description])).toEqual(Object.entries(DESCRIPTIONS));
});

test("commands of a configuration: with or without slash, unknown ones left out", () => {
  expect(enabledCommands(["/Help", "status", "nonsense", "toString"]).map(({ name }) => name)).toEqual([
    "help",
    "status",
  ]);
  expect(describeNames(["status", "toString"])).toBe("/status – the model, and what is left of your limits");
});

test.each([
  ["/help", { name: "help", args: "" }],
  ["  /Model  openai/gpt-5-chat ", { name: "model", args: "openai/gpt-5-chat" }],
  ["/a/b", undefined],
  ["/", undefined],
  ["see /help", undefined],
])("%j", (text, expected) => {
  expect(parseCommand(text)).toEqual(expected);
});

test("a button's data fits into 64 bytes and leads back to its model", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: "grapheme", minLength: 1, maxLength: 120 }), { minLength: 1 }),
      (models) => {
        for (const model of models) {
          const data = modelButtonData(model);
          expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
          expect(modelOfButton(data, models)).toBe(model);
        }
      },
    ),
  );
});

test("amounts and moments as a person reads them", () => {
  expect(describeAmount("REQUESTS", 1n)).toBe("1 request");
  expect(describeAmount("TOKENS", 1_200_000n)).toBe("1,200,000 tokens");
  expect(describeAmount("COST", 250_000_000n)).toBe("$0.25");
  expect(describeAmount("COST", 120_000n)).toBe("$0.00012");
  const violated = {
    limitId: "l",
    scope: "TEAM",
    unit: "TOKENS",
    window: "DAY",
    amount: 1_000n,
    reserved: 0n,
  } as const;
  const resetsAt = new Date("2026-03-21T00:00:00Z");
  expect(describeUsedUp({ ...violated, used: 1_000n, remaining: 0n, resetsAt })).toBe(
    "The team's daily token limit of 1,000 tokens is used up: 1,000 tokens used.",
  );
  expect(describeUsedUp({ ...violated, used: 990n, remaining: 10n, resetsAt })).toBe(
    "The team's daily token limit of 1,000 tokens has too little left for this: 990 tokens used, 10 tokens left.",
  );
  expect(describeTime(new Date("2026-03-20T20:30:00Z"), "Asia/Tehran")).toBe("Sat 21 Mar, 00:00 (Asia/Tehran)");
});
