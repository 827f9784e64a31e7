import { z } from "zod";
import { KNOWN_COMMANDS } from "../../teams/builtin-defaults.ts";
import { id, integerString, label, modelId, moment, pageOf, pageQuery } from "./common.ts";
import { limitUnit, limitWindow } from "./limits.ts";

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
  version: z.string().describe("Stands for what the configuration says; send it along with a change"),
  createdAt: moment,
  updatedAt: moment,
});
export type TeamJson = z.output<typeof teamSchema>;

export const teamListItemSchema = teamSchema.extend({
  month: z
    .object({ requests: z.int(), tokens: z.int(), costNano: integerString })
    .describe("Used since the month began in the team's time zone"),
  quota: z
    .object({
      limitId: id,
      unit: limitUnit,
      window: limitWindow,
      amount: integerString.describe("With what was added for this window; of cost: nano-USD"),
      used: integerString,
      softPercent: z.int().nullable(),
      resetsAt: moment,
    })
    .nullable()
    .describe("The team's own limit that is nearest to its end; null when it has none"),
});
export type TeamListItemJson = z.output<typeof teamListItemSchema>;

export const teamPageSchema = pageOf(teamListItemSchema);

export const teamSort = z.enum(["name", "created", "requests", "tokens", "cost", "quota"]);
export type TeamSortJson = z.output<typeof teamSort>;

export const listTeamsQuery = z.strictObject({
  ...pageQuery,
  search: z.string().max(100).optional().describe("A part of the display or platform name"),
  type: teamType.optional(),
  active: z.enum(["true", "false"]).optional(),
  sort: teamSort.default("created").describe("By name, age, this month's figures, or how full the fullest limit is"),
  order: z
    .enum(["asc", "desc"])
    .optional()
    .describe("Names from A to Z, all else highest first, unless said otherwise"),
});

export const createTeamBody = z.strictObject({
  displayName,
  platformName,
  type: teamType,
  timeZone: timeZone.default("UTC"),
  overrides: z.strictObject(overridesSchema.partial().shape).optional(),
});
export type CreateTeamBody = z.input<typeof createTeamBody>;

export const duplicateTeamBody = z.strictObject({ displayName, platformName });
export type DuplicateTeamBody = z.input<typeof duplicateTeamBody>;

export const setTeamsActiveBody = z.strictObject({
  teamIds: z.array(id).min(1, "must name at least one team").max(200, "must name at most {maximum} teams"),
  active: z.boolean(),
});
export type SetTeamsActiveBody = z.input<typeof setTeamsActiveBody>;

export const setTeamsActiveSchema = z.object({
  items: z.array(
    z.object({
      teamId: id,
      outcome: z.enum(["changed", "unchanged", "failed"]).describe("`unchanged`: it was so already"),
      error: z.object({ code: z.string(), message: z.string() }).nullable().describe("Why it failed"),
    }),
  ),
});
export type SetTeamsActiveJson = z.output<typeof setTeamsActiveSchema>;

const draft = {
  displayName: displayName.optional(),
  timeZone: timeZone.optional(),
  overrides: z
    .strictObject(overridesSchema.partial().shape)
    .optional()
    .describe("What is left out stays; null goes back to inheriting"),
};

export const updateTeamBody = z.strictObject({
  ...draft,
  platformName: platformName.optional().describe("Operators only"),
  type: teamType.optional().describe("Operators only"),
  version: z
    .string()
    .max(64)
    .optional()
    .describe("The team's `version` that the change was made from: 409 when somebody has changed it since"),
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

export const previewBody = z.strictObject(draft);
export type PreviewBody = z.input<typeof previewBody>;

const reply = z
  .array(z.object({ text: z.string(), bold: z.boolean().optional(), code: z.boolean().optional() }))
  .nullable()
  .describe("The message as it is shown, stretch by stretch; null: the bot says nothing");
const replies = z.object({ help: reply, models: reply });
export const previewSchema = z.object({
  direct: replies.describe("In a chat with one person who has chosen nothing yet"),
  group: replies.describe("In a group"),
});
export type PreviewJson = z.output<typeof previewSchema>;
export type PreviewReplyJson = PreviewJson["direct"]["help"];

export const onboardingSchema = z.object({
  configured: z.boolean().describe("It overrides at least one setting"),
  limited: z.boolean().describe("It has a limit"),
  hasKey: z.boolean().describe("It has a key that works"),
  connected: z.boolean().describe("It has a connection"),
  hasMembers: z.boolean().describe("Somebody is a member or has been invited"),
  answered: z.boolean().describe("It has answered at least once"),
});
export type OnboardingJson = z.output<typeof onboardingSchema>;

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
