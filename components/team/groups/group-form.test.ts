import { expect, test } from "vitest";
import {
  bodyOf,
  GATE_LANGUAGES,
  MAX_ALLOWED,
  MAX_BUTTON,
  MAX_WARNING,
  parseUserIds,
  valuesOf,
  WARNING_TIMES,
} from "#components/team/groups/group-form.ts";
import * as gate from "#lib/gate/group-params.ts";
import { type GroupDetailJson, updateGroupBody } from "#lib/http/resources/groups.ts";

const params = gate.groupParamsSchema.parse({
  warning: { en: "Join {channels}", fa: "به کانال بپیوندید" },
  buttonText: { ru: "Готово" },
  language: "fa",
  allowedUserIds: [7, 8],
});
const group = { rule: "any", failurePolicy: "keep_last", params } as GroupDetailJson;

test("a form that nobody has touched changes nothing", () => {
  const body = updateGroupBody.parse(bodyOf(valuesOf(group), "v1"));
  expect(body).toEqual({ rule: "any", failurePolicy: "keep_last", version: "v1", params });
});

test("a text that is emptied goes back to the built-in one", () => {
  const values = valuesOf(group);
  const body = bodyOf({ ...values, warning: { ...values.warning, en: "  ", vi: " Xin chào " } }, "v1");
  expect(body.params?.warning).toEqual({ fa: "به کانال بپیوندید", vi: "Xin chào" });
});

test("its languages and bounds are the gate's own", () => {
  const accepts = (change: object) => gate.groupParamsSchema.safeParse(change).success;
  expect(GATE_LANGUAGES).toEqual(gate.GATE_LANGUAGES);
  for (const seconds of WARNING_TIMES) expect(accepts({ warningTtlSeconds: seconds })).toBe(true);
  expect(accepts({ warning: { en: "x".repeat(MAX_WARNING) } })).toBe(true);
  expect(accepts({ warning: { en: "x".repeat(MAX_WARNING + 1) } })).toBe(false);
  expect(accepts({ buttonText: { en: "x".repeat(MAX_BUTTON) } })).toBe(true);
  expect(accepts({ buttonText: { en: "x".repeat(MAX_BUTTON + 1) } })).toBe(false);
  const people = Array.from({ length: MAX_ALLOWED }, (_, index) => index + 1);
  expect(accepts({ allowedUserIds: people })).toBe(true);
  expect(accepts({ allowedUserIds: [...people, MAX_ALLOWED + 1] })).toBe(false);
});

test.each([
  ["123", [123]],
  [" 1, 2;3\n4،5 ", [1, 2, 3, 4, 5]],
  ["9 9 7", [9]],
  ["", null],
  ["0", null],
  ["12a", null],
  ["@ann", null],
  ["1234567890123456", null],
])("%j is read as %j", (typed, ids) => {
  expect(parseUserIds(typed, [7])).toEqual(ids);
});
