import { z } from "zod";
import { modelId } from "#lib/http/resources/common.ts";
import { overridesSchema } from "#lib/http/resources/teams.ts";

export type OverrideName = keyof typeof overridesSchema.shape;

export type ConfigField = { name: OverrideName } & (
  | { kind: "number"; min: number; max: number }
  | { kind: "boolean" }
  | { kind: "model" }
  | { kind: "models" }
  | { kind: "choices"; options: readonly string[] }
  | { kind: "text"; maxLength: number }
);

const NAMES = Object.keys(overridesSchema.shape) as OverrideName[];

/**
 * Every setting that can be overridden, with the control and the bounds that the admin API's own schema calls for: a
 * setting that is added there is in the form.
 */
export const CONFIG_FIELDS: readonly ConfigField[] = NAMES.map((name) => fieldOf(name));

export interface ConfigGroup {
  id: "models" | "conversation" | "access";
  fields: readonly ConfigField[];
}

/** How the form is arranged. What is named nowhere stands in the last group. */
const ARRANGEMENT = {
  models: ["defaultModel", "availableModels", "allowModelSwitch"],
  conversation: ["systemPrompt", "maxHistory", "commands"],
  access: ["requiresAuth", "rateLimit"],
} as const satisfies Record<ConfigGroup["id"], readonly OverrideName[]>;

export const CONFIG_GROUPS: readonly ConfigGroup[] = Object.entries(ARRANGEMENT).map(([id, names], index, groups) => {
  const arranged = new Set<string>(groups.flatMap(([, others]) => others));
  const rest = index === groups.length - 1 ? NAMES.filter((name) => !arranged.has(name)) : [];
  return { id: id as ConfigGroup["id"], fields: [...names, ...rest].map((name) => fieldOf(name)) };
});

function fieldOf(name: OverrideName): ConfigField {
  // Null means inherit, for every one of them.
  const schema: z.ZodType = overridesSchema.shape[name].unwrap();
  if (schema === modelId) return { name, kind: "model" };
  if (schema instanceof z.ZodBoolean) return { name, kind: "boolean" };
  if (schema instanceof z.ZodNumber) {
    const { minValue, maxValue } = schema;
    return { name, kind: "number", min: minValue ?? 0, max: maxValue ?? Number.MAX_SAFE_INTEGER };
  }
  if (schema instanceof z.ZodString) {
    return { name, kind: "text", maxLength: schema.maxLength ?? Number.MAX_SAFE_INTEGER };
  }
  if (schema instanceof z.ZodArray && schema.element === modelId) return { name, kind: "models" };
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodEnum) {
    return { name, kind: "choices", options: schema.element.options.map(String) };
  }
  throw new Error(`The configuration form has no control for "${name}"`);
}
