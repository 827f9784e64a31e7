import { expect, test } from "vitest";
import { AppError } from "./errors.ts";
import { inEnglish, said } from "./said.ts";

test("a sentence keeps its template and its values apart", () => {
  const sentence = said`The key is ${"expired"}: create ${2} new ones.`;
  expect(sentence).toEqual({ template: "The key is {0}: create {1} new ones.", values: { 0: "expired", 1: 2 } });
  expect(inEnglish(sentence)).toBe("The key is expired: create 2 new ones.");
});

test("values may be large, sentences themselves, or know their languages", () => {
  const inner = said`at most ${9_007_199_254_740_993n}`;
  const sentence = said`${inner}, ${(locale) => `said in ${locale}`}.`;
  expect(inEnglish(sentence)).toBe("at most 9007199254740993, said in en.");
});

test("what looks like a place in a value is none, and a place without a value stays", () => {
  expect(inEnglish(said`${"{1}"} and ${"$&"}`)).toBe("{1} and $&");
  expect(inEnglish({ template: "at most {maximum}", values: {} })).toBe("at most {maximum}");
});

test("an error says the same in its message and its fields", () => {
  const message = said`The name ${"Ada"} is taken.`;
  const error = new AppError("conflict", message, { errors: [{ path: "name", message }] });
  expect([error.message, error.status]).toEqual(["The name Ada is taken.", 409]);
  expect(error.errors).toEqual([{ path: "name", message: "The name Ada is taken." }]);
  expect(new AppError("forbidden", message).errors).toBeUndefined();
});
