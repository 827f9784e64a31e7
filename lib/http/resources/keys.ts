import { z } from "zod";
import { id, integerString, label, moment, pageOf, pageQuery } from "./common.ts";
import { limitUnit, limitWindow } from "./limits.ts";

export const keyScope = z.enum(["inference", "management"]);

export const keySchema = z.object({
  id,
  teamId: id.nullable().describe("Null for an operator's key"),
  lineageId: id.describe("The first key of its chain of rotations; limits and usage follow it"),
  name: z.string(),
  scope: keyScope,
  prefix: z.string().describe("The first characters, to tell keys apart"),
  rateLimit: z.int().nullable().describe("Requests per minute of this key alone"),
  status: z
    .enum(["active", "rotating", "expired", "revoked"])
    .describe("`rotating`: replaced, and still in its grace period"),
  expiresAt: moment.nullable(),
  revokedAt: moment.nullable(),
  graceUntil: moment.nullable().describe("Until when a rotated key still works"),
  lastUsedAt: moment.nullable(),
  createdAt: moment,
});
export type KeyJson = z.output<typeof keySchema>;

export const keyPageSchema = pageOf(keySchema);

/** A team's key as the list of its keys has it. */
export const teamKeySchema = keySchema.extend({
  createdBy: z.string().nullable().describe("Who made it, by name; null where that is not known any more"),
  successorId: id.nullable().describe("The key that a rotated one was replaced by"),
  month: z
    .object({ requests: z.int(), tokens: z.int(), costNano: integerString })
    .describe("Used by its lineage since the month began in the team's time zone"),
  limits: z
    .array(
      z.object({
        limitId: id,
        unit: limitUnit,
        window: limitWindow,
        amount: integerString.describe("With what was added for this window; of cost: nano-USD"),
        used: integerString,
        reserved: integerString.describe("Held by calls that still run"),
        remaining: integerString,
        resetsAt: moment,
      }),
    )
    .describe("What limits it alone: limits of its lineage and of each key"),
});
export type TeamKeyJson = z.output<typeof teamKeySchema>;
export const teamKeyPageSchema = pageOf(teamKeySchema);

export const listKeysQuery = z.strictObject(pageQuery);

/** A key that was just made: the only answer that ever holds it. */
export const newKeySchema = keySchema.extend({
  key: z.string().describe("The key itself. It is shown this once and stored nowhere"),
});
export type NewKeyJson = z.output<typeof newKeySchema>;

export const createKeyBody = z.strictObject({
  name: label(100),
  scope: keyScope.default("inference"),
  expiresAt: moment.nullable().optional(),
  rateLimit: z.int().min(1).max(1_000_000).nullable().optional(),
});
export type CreateKeyBody = z.input<typeof createKeyBody>;

export const createOperatorKeyBody = createKeyBody.pick({ name: true, expiresAt: true });

export const rotateKeyBody = z.strictObject({
  graceSeconds: z
    .int()
    .min(0)
    .max(30 * 86_400)
    .default(3_600)
    .describe("How long the old key goes on working, up to 30 days; 0 ends it at once"),
});
export type RotateKeyBody = z.input<typeof rotateKeyBody>;
