import { z } from "zod";
import { id, integerString, moment, pageOf, pageQuery } from "./common.ts";
import { usageFilters } from "./usage.ts";

export const turnStatus = z
  .enum(["ok", "partial", "interrupted", "failed", "refused"])
  .describe("ok, partial and interrupted ones are charged; failed and refused ones are not");

export const listTurnsQuery = z.strictObject({
  ...pageQuery,
  ...usageFilters,
  teamId: id,
  from: usageFilters.from.describe("The first day in the team's time zone; no bound by default"),
  to: usageFilters.to.describe("The last day; no bound by default"),
  status: turnStatus.optional(),
});

const turn = {
  id,
  teamId: id,
  teamName: z.string(),
  status: turnStatus,
  code: z
    .string()
    .nullable()
    .describe("What went wrong, such as provider_timeout or quota_exceeded; null when charged"),
  channel: z.string(),
  model: z.string().describe("Public id of the model that answered, or that was asked for"),
  providerName: z.string().nullable(),
  keyId: id.nullable(),
  keyLineageId: id.nullable(),
  keyName: z.string().nullable(),
  endUserId: id.nullable(),
  endUserName: z.string().nullable(),
  connectionId: id.nullable(),
  connectionName: z.string().nullable(),
  tokensIn: z.number(),
  tokensOut: z.number(),
  costNano: integerString,
  latencyMs: z.number(),
  firstByteMs: z.number().nullable(),
  requestId: z.string().nullable(),
  occurredAt: moment,
  turns: z.number().describe("How many it stands for: refusals of a caller in quick succession are one"),
};

export const turnSchema = z.object(turn);
export type TurnJson = z.output<typeof turnSchema>;
export const turnPageSchema = pageOf(turnSchema);

export const turnDetailSchema = z.object({
  ...turn,
  timeZone: z.string().describe("The team's"),
  chain: z
    .array(
      z.object({
        model: z.string(),
        provider: z.string(),
        outcome: z.string().describe("`ok`, or why it gave no answer: timeout, server, throttled, open, …"),
        status: z.number().nullable().describe("The provider's HTTP status, where it gave one"),
        ms: z.number(),
      }),
    )
    .describe("Every try at a provider, in order; empty where none was recorded"),
  config: z
    .object({
      id: z.string(),
      createdAt: moment.describe("When a turn first obeyed it"),
      values: z.array(
        z.object({
          name: z.string().describe("Such as defaultModel"),
          value: z.json(),
          source: z.enum(["builtin", "type", "team"]),
          inherited: z.json().describe("What it would be without the team's own"),
        }),
      ),
    })
    .nullable()
    .describe("The configuration that the turn obeyed; null where none was recorded"),
  roomId: id.nullable(),
  delivery: z
    .object({
      messageId: id,
      status: z.enum(["received", "pending", "sent", "failed"]),
      parts: z.number().describe("Messages at the platform"),
      externalId: z.string().nullable(),
      createdAt: moment,
      updatedAt: moment,
    })
    .nullable()
    .describe("Of the answer; null for a call that gets its answer directly"),
});
export type TurnDetailJson = z.output<typeof turnDetailSchema>;
