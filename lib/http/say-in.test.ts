import { expect, test } from "vitest";
import { said } from "../infra/said.ts";
import { sayIn } from "./say-in.ts";

const destinations = (count: number) => said`There are ${count} destinations already: remove one first.`;

test.each([
  ["en", "There are 3 destinations already: remove one first."],
  ["fa", "هم‌اکنون ۳ مقصد هست: نخست یکی را بردارید."],
  ["vi", "Đã có 3 điểm nhận: trước hết hãy gỡ một điểm."],
  ["ru", "Уже есть 3 получателя: сначала удалите одного."],
] as const)("in %s", async (locale, sentence) => {
  expect((await sayIn(locale))(destinations(3))).toBe(sentence);
});

test("plural forms and words are chosen by the values", async () => {
  const say = await sayIn("ru");
  expect([1, 5, 21].map((count) => /есть (.*):/.exec(say(destinations(count)))?.[1])).toEqual([
    "1 получатель",
    "5 получателей",
    "21 получатель",
  ]);
  expect(say(said`The key is ${"expired"}: create a new one instead.`)).toBe("Ключ истёк: создайте новый.");
});

test("figures past 2^53 keep every digit", async () => {
  const say = await sayIn("vi");
  const sentence = say(said`The amount must be at most ${9_223_372_036_854_775_807n}, not ${0n}.`);
  expect(sentence.replaceAll(".", "")).toContain("9223372036854775807");
});

test("a sentence within a sentence is said in the same language", async () => {
  const say = await sayIn("fa");
  expect(say(said`${"name"}: ${said`must not be empty`}`)).toBe("name: نباید خالی باشد");
  expect(say(said`${said`must not be empty`} (got ${'""'})`)).toBe('نباید خالی باشد (مقدار داده‌شده: \u2068""\u2069)');
});

test("what runs the other way is kept together, and is never taken for a message's own notation", async () => {
  const say = await sayIn("fa");
  expect(say(said`${"{0} <b>openai/gpt-5"} is allowed already.`)).toBe(
    "\u2068{0} <b>openai/gpt-5\u2069 از پیش مجاز است.",
  );
});

test("without a translation the sentence is English", async () => {
  const say = await sayIn("ru");
  expect(say(said`Owls hoot ${2} times.`)).toBe("Owls hoot 2 times.");
});
