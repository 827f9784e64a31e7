import fc from "fast-check";
import { expect, test } from "vitest";
import type { ConfigValues } from "./builtin-defaults.ts";
import { resolveConfig, type TeamOverrides } from "./resolve-config.ts";

const TEAM: TeamOverrides = {
  id: "t",
  platformName: "p",
  displayName: "P",
  type: "PUBLIC",
  timeZone: "UTC",
  active: true,
  rateLimit: null,
  maxHistory: null,
  defaultModel: null,
  availableModels: [],
  overridesModels: false,
  allowModelSwitch: null,
  requiresAuth: null,
  commands: [],
  overridesCommands: false,
  systemPrompt: null,
};
const TYPE: ConfigValues = {
  rateLimit: 11,
  maxHistory: 12,
  defaultModel: "type/model",
  availableModels: ["a", "gone"],
  allowModelSwitch: false,
  requiresAuth: true,
  commands: ["start"],
  systemPrompt: "type's",
};
const ENABLED = ["a", "b", "c"];

test("without overrides and rows, the design's table holds", () => {
  const enabledModels = ["google/gemini-2.0-flash-001", "openai/gpt-5-chat"];
  const open = resolveConfig({ team: TEAM, typeDefaults: null, enabledModels });
  expect(open).toMatchObject({
    rateLimit: { value: 20, source: "builtin" },
    maxHistory: { value: 10 },
    defaultModel: { value: "google/gemini-2.0-flash-001" },
    availableModels: { value: ["google/gemini-2.0-flash-001"] },
    allowModelSwitch: { value: true },
    requiresAuth: { value: false },
    commands: { value: ["start", "help", "status", "clear", "model", "models"] },
  });
  const closed = resolveConfig({ team: { ...TEAM, type: "PRIVATE" }, typeDefaults: null, enabledModels });
  expect(closed).toMatchObject({
    rateLimit: { value: 60 },
    maxHistory: { value: 30 },
    defaultModel: { value: "openai/gpt-5-chat" },
    availableModels: { value: enabledModels, source: "builtin" },
    requiresAuth: { value: true },
    commands: { value: ["start", "help", "status", "clear", "model", "models", "settings"] },
  });
});

test("a team's override wins over its type, and false, 0 and an empty text are overrides", () => {
  const team = {
    ...TEAM,
    rateLimit: 1,
    maxHistory: 0,
    allowModelSwitch: true,
    requiresAuth: false,
    systemPrompt: "",
    commands: [],
    overridesCommands: true,
  };
  const config = resolveConfig({ team, typeDefaults: TYPE, enabledModels: ENABLED });
  expect(config.rateLimit).toEqual({ value: 1, source: "team", inherited: 11 });
  expect(config.maxHistory).toEqual({ value: 0, source: "team", inherited: 12 });
  expect(config.allowModelSwitch).toEqual({ value: true, source: "team", inherited: false });
  expect(config.requiresAuth).toEqual({ value: false, source: "team", inherited: true });
  expect(config.systemPrompt).toEqual({ value: "", source: "team", inherited: "type's" });
  expect(config.commands).toEqual({ value: [], source: "team", inherited: ["start"] });
  expect(config.defaultModel).toEqual({ value: "type/model", source: "type", inherited: "type/model" });
});

test("only models that exist and are enabled are available", () => {
  const own = { ...TEAM, availableModels: ["c", "gone", "b"], overridesModels: true };
  const config = resolveConfig({ team: own, typeDefaults: TYPE, enabledModels: ENABLED });
  expect(config.availableModels).toEqual({ value: ["c", "b"], source: "team", inherited: ["a"] });
  const all = resolveConfig({ team: TEAM, typeDefaults: { ...TYPE, availableModels: [] }, enabledModels: ENABLED });
  expect(all.availableModels.value).toEqual(ENABLED);
});

test("every value is the override or what is inherited, and says which", () => {
  const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
  fc.assert(
    fc.property(
      fc.record({
        rateLimit: nullable(fc.nat()),
        maxHistory: nullable(fc.nat()),
        defaultModel: nullable(fc.string()),
        allowModelSwitch: nullable(fc.boolean()),
        requiresAuth: nullable(fc.boolean()),
        systemPrompt: nullable(fc.string()),
      }),
      (overrides) => {
        const config = resolveConfig({ team: { ...TEAM, ...overrides }, typeDefaults: TYPE, enabledModels: ENABLED });
        for (const [name, override] of Object.entries(overrides) as [keyof typeof overrides, unknown][]) {
          const inherited = TYPE[name];
          expect(config[name]).toEqual({
            value: override ?? inherited,
            source: override === null ? "type" : "team",
            inherited,
          });
        }
      },
    ),
  );
});
