import { expect, test } from "vitest";
import {
  baselineOf,
  type ConfigDraft,
  changesBetween,
  changesOf,
  currentOf,
  patchOf,
  problemOf,
  rebased,
  undoOf,
  withValue,
} from "#components/team/configuration/config-draft.ts";
import type { TeamConfigJson, TeamJson } from "#lib/http/resources/teams.ts";

const id = "019f0000-0000-7000-8000-000000000001";
const at = "2026-11-20T00:00:00.000Z";
const team: TeamJson = {
  id,
  displayName: "Acme",
  platformName: "acme",
  type: "private",
  timeZone: "UTC",
  active: true,
  overrides: {
    rateLimit: 5,
    maxHistory: null,
    defaultModel: null,
    availableModels: null,
    allowModelSwitch: null,
    requiresAuth: null,
    commands: ["start", "help"],
    systemPrompt: null,
  },
  version: "v1",
  createdAt: at,
  updatedAt: at,
};
const inherits = <T>(value: T) => ({ value, source: "type" as const, inherited: value });
const config: TeamConfigJson = {
  teamId: id,
  platformName: "acme",
  displayName: "Acme",
  type: "private",
  timeZone: "UTC",
  active: true,
  rateLimit: { value: 5, source: "team", inherited: 60 },
  maxHistory: inherits(30),
  defaultModel: inherits("openai/gpt-5-chat"),
  availableModels: inherits(["openai/gpt-5-chat", "openai/gpt-5-mini"]),
  allowModelSwitch: inherits(true),
  requiresAuth: inherits(true),
  commands: { value: ["start", "help"], source: "team", inherited: ["start", "help", "status"] },
  systemPrompt: inherits("Be kind."),
};
const baseline = baselineOf(team, config);
const draftOf = (...steps: [Parameters<typeof withValue>[2], Parameters<typeof withValue>[3]][]) =>
  steps.reduce<ConfigDraft>((draft, [name, value]) => withValue(baseline, draft, name, value), {});

test("shows what is inherited, what is overridden, and what is typed", () => {
  expect(currentOf(baseline, {}, "maxHistory")).toEqual({ value: "30", overridden: false, changed: false });
  expect(currentOf(baseline, {}, "rateLimit")).toEqual({ value: "5", overridden: true, changed: false });
  const draft = draftOf(["maxHistory", "12"], ["rateLimit", null]);
  expect(currentOf(baseline, draft, "maxHistory")).toEqual({ value: "12", overridden: true, changed: true });
  expect(currentOf(baseline, draft, "rateLimit")).toEqual({ value: "60", overridden: false, changed: true });
  expect(baseline.inheritedFrom).toBe("private");
});

test("what is back at the saved value is no change; the same value as an override is one", () => {
  expect(draftOf(["rateLimit", "6"], ["rateLimit", "5"])).toEqual({});
  expect(draftOf(["maxHistory", "1"], ["maxHistory", null])).toEqual({});
  expect(draftOf(["commands", ["help", "start"]])).toEqual({});
  expect(draftOf(["displayName", "Acme 2"], ["displayName", "Acme"])).toEqual({});
  expect(changesOf(baseline, draftOf(["maxHistory", "30"]))).toMatchObject([
    { name: "maxHistory", before: "30", after: "30", wasInherited: true, willInherit: false },
  ]);
});

test("saves only what has changed, in the API's types, and undoes exactly that", () => {
  const draft = draftOf(
    ["displayName", " Acme 2 "],
    ["maxHistory", " 12 "],
    ["rateLimit", null],
    ["requiresAuth", false],
    ["availableModels", ["openai/gpt-5-chat"]],
  );
  expect(patchOf(draft)).toEqual({
    displayName: "Acme 2",
    overrides: { maxHistory: 12, rateLimit: null, requiresAuth: false, availableModels: ["openai/gpt-5-chat"] },
  });
  expect(undoOf(baseline, draft)).toEqual({
    displayName: "Acme",
    overrides: { maxHistory: null, rateLimit: 5, requiresAuth: null, availableModels: null },
  });
  expect(patchOf({})).toEqual({});
});

test.each([
  [[["maxHistory", "abc"]], "maxHistory", { code: "wholeNumber", min: 0, max: 1_000 }],
  [[["maxHistory", "1001"]], "maxHistory", { code: "wholeNumber", min: 0, max: 1_000 }],
  [[["maxHistory", "0"]], "maxHistory", undefined],
  [[["rateLimit", "0"]], "rateLimit", { code: "wholeNumber", min: 1, max: 100_000 }],
  [[["rateLimit", null]], "rateLimit", undefined],
  [[["displayName", "  "]], "displayName", { code: "displayNameEmpty" }],
  [[["systemPrompt", "x".repeat(20_001)]], "systemPrompt", { code: "tooLong", most: 20_000, length: 20_001 }],
  [[["availableModels", []]], "availableModels", { code: "noModels" }],
  [
    [["availableModels", ["openai/gpt-5-mini"]]],
    "availableModels",
    { code: "withoutDefault", model: "openai/gpt-5-chat" },
  ],
  [
    [
      ["availableModels", ["openai/gpt-5-mini"]],
      ["defaultModel", "openai/gpt-5-mini"],
    ],
    "availableModels",
    undefined,
  ],
] as const)("%j: %s says %s", (steps, name, problem) => {
  const draft = draftOf(...(steps as unknown as Parameters<typeof draftOf>));
  expect(problemOf(baseline, draft, name)).toEqual(problem);
});

test("what somebody else saved meanwhile is told, and a draft goes on top of it", () => {
  const saved = {
    ...team,
    version: "v2",
    timeZone: "Asia/Tehran",
    overrides: { ...team.overrides, rateLimit: 9, maxHistory: 12 },
  };
  const now = baselineOf(saved, config);
  expect(changesBetween(baseline, now).map(({ name, before, after }) => [name, before, after])).toEqual([
    ["timeZone", "UTC", "Asia/Tehran"],
    ["rateLimit", "5", "9"],
    ["maxHistory", "30", "12"],
  ]);
  expect(changesBetween(baseline, baseline)).toEqual([]);
  const draft = draftOf(["maxHistory", "12"], ["rateLimit", "7"], ["displayName", "Acme 2"]);
  expect(rebased(now, draft)).toEqual({ rateLimit: "7", displayName: "Acme 2" });
  expect(undoOf(now, rebased(now, draft))).toEqual({ displayName: "Acme", overrides: { rateLimit: 9 } });
});
