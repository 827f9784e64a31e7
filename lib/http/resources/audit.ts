import { z } from "zod";
import { id, moment, pageOf, pageQuery } from "./common.ts";

const changed = z.record(z.string(), z.unknown()).nullable();

export const auditEntrySchema = z.object({
  id,
  teamId: id.nullable(),
  actor: z.object({ type: z.string(), id: id.nullable(), label: z.string() }),
  action: z.string().describe("Such as team.update"),
  targetType: z.string(),
  targetId: z.string().nullable(),
  before: changed.describe("The changed fields as they were; null when something was created"),
  after: changed.describe("The changed fields as they are; null when something was removed"),
  requestId: z.string().nullable(),
  createdAt: moment,
});
export type AuditEntryJson = z.output<typeof auditEntrySchema>;
export const auditPageSchema = pageOf(auditEntrySchema);

export const listAuditQuery = z.strictObject({
  ...pageQuery,
  teamId: id.optional().describe("Left out: everything the caller may see"),
  actorId: id.optional().describe("Only what this user or key did"),
  action: z.string().max(100).optional().describe("Such as key.rotate"),
});
