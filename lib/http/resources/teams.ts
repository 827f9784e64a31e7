import { z } from "zod";
import { KNOWN_COMMANDS } from "../../teams/builtin-defaults.ts";
import { id, label, modelId, moment, pageOf, pageQuery } from "./common.ts";

export const teamType = z.enum(["public", "private"]);

const rateLimit = z.int().min(1).max(100_000).describe("Messages per minute and end user");
const maxHistory = z.int().min(0).max(1_000).describe("Messages of history that a turn may send along");
const systemPrompt = z.string().max(20_000);
export const commands = z.array(z.enum(KNOWN_COMMANDS)).max(50);

const displayName = label(100);
const platformName = z
  .string()
  .trim()
  .max(63)
  .describe("A slug: lower-case letters, digits and single hyphens, such as hosco-popak");
const timeZone = z.string().max(64).describe("An IANA time zone, such as Europe/Berlin");

/** Every value may be null, which means: inherit from the type's defaults. */
export const overridesSchema = z.object({
  rateLimit: rateLimit.nullable(),
  maxHistory: maxHistory.nullable(),
  defaultModel: modelId.nullable(),
  availableModels: z.array(modelId).max(500).nullable(),
  allowModelSwitch: z.boolean().nullable(),
  requiresAuth: z.boolean().nullable(),
  commands: commands.nullable(),
  systemPrompt: systemPrompt.nullable(),
});

export const teamSchema = z.object({
  id,
  displayName: z.string(),
  platformName: z.string(),
  type: teamType,
  timeZone: z.string(),
  active: z.boolean(),
  overrides: z.object({
    ...overridesSchema.shape,
    defaultModel: z.string().nullable(),
    availableModels: z.array(z.string()).nullable(),
    commands: z.array(z.string()).nullable(),
  }),
  createdAt: moment,
  updatedAt: moment,
});
export type TeamJson = z.output<typeof teamSchema>;

export const teamPageSchema = pageOf(teamSchema);

export const listTeamsQuery = z.strictObject({
  ...pageQuery,
  search: z.string().max(100).optional().describe("A part of the display or platform name"),
  type: teamType.optional(),
  active: z.enum(["true", "false"]).optional(),
});

export const createTeamBody = z.strictObject({
  displayName,
  platformName,
  type: teamType,
  timeZone: timeZone.default("UTC"),
  overrides: z.strictObject(overridesSchema.partial().shape).optional(),
});
export type CreateTeamBody = z.input<typeof createTeamBody>;

export const updateTeamBody = z.strictObject({
  displayName: displayName.optional(),
  platformName: platformName.optional().describe("Operators only"),
  type: teamType.optional().describe("Operators only"),
  timeZone: timeZone.optional(),
  overrides: z
    .strictObject(overridesSchema.partial().shape)
    .optional()
    .describe("What is left out stays; null goes back to inheriting"),
});
export type UpdateTeamBody = z.input<typeof updateTeamBody>;

const source = z.enum(["builtin", "type", "team"]);
const sourced = <T extends z.ZodType>(value: T) =>
  z.object({ value, source, inherited: value.describe("What it would be without the team's override") });

export const teamConfigSchema = z.object({
  teamId: id,
  platformName: z.string(),
  displayName: z.string(),
  type: teamType,
  timeZone: z.string(),
  active: z.boolean(),
  rateLimit: sourced(z.int()),
  maxHistory: sourced(z.int()),
  defaultModel: sourced(z.string()),
  availableModels: sourced(z.array(z.string())),
  allowModelSwitch: sourced(z.boolean()),
  requiresAuth: sourced(z.boolean()),
  commands: sourced(z.array(z.string())),
  systemPrompt: sourced(z.string()),
});
export type TeamConfigJson = z.output<typeof teamConfigSchema>;

export const typeDefaultsSchema = z.object({
  type: teamType,
  rateLimit,
  maxHistory,
  defaultModel: z.string(),
  availableModels: z.array(z.string()).describe("Empty: every enabled model"),
  allowModelSwitch: z.boolean(),
  requiresAuth: z.boolean(),
  commands: z.array(z.string()),
  systemPrompt: z.string(),
  updatedAt: moment,
});
export type TypeDefaultsJson = z.output<typeof typeDefaultsSchema>;
export const typeDefaultsListSchema = z.object({ items: z.array(typeDefaultsSchema) });

export const updateTypeDefaultsBody = z.strictObject({
  rateLimit: rateLimit.optional(),
  maxHistory: maxHistory.optional(),
  defaultModel: modelId.optional(),
  availableModels: z.array(modelId).max(500).optional().describe("Empty: every enabled model"),
  allowModelSwitch: z.boolean().optional(),
  requiresAuth: z.boolean().optional(),
  commands: commands.optional(),
  systemPrompt: systemPrompt.optional(),
});
export type UpdateTypeDefaultsBody = z.input<typeof updateTypeDefaultsBody>;
