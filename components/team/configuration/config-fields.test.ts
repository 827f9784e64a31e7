import { expect, test } from "vitest";
import { CONFIG_FIELDS, CONFIG_GROUPS } from "#components/team/configuration/config-fields.ts";
import { KNOWN_COMMANDS } from "#lib/teams/builtin-defaults.ts";

test("the form has every setting of the schema once, with the control and bounds that the schema calls for", () => {
  expect(Object.fromEntries(CONFIG_FIELDS.map(({ name, ...rest }) => [name, rest]))).toEqual({
    rateLimit: { kind: "number", min: 1, max: 100_000 },
    maxHistory: { kind: "number", min: 0, max: 1_000 },
    defaultModel: { kind: "model" },
    availableModels: { kind: "models" },
    allowModelSwitch: { kind: "boolean" },
    requiresAuth: { kind: "boolean" },
    commands: { kind: "choices", options: [...KNOWN_COMMANDS] },
    systemPrompt: { kind: "text", maxLength: 20_000 },
  });
  const arranged = CONFIG_GROUPS.flatMap(({ fields }) => fields.map(({ name }) => name));
  expect(arranged.sort()).toEqual(CONFIG_FIELDS.map(({ name }) => name).sort());
});
