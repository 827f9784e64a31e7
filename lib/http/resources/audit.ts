import { z } from "zod";
import { id, moment, pageOf, pageQuery } from "./common.ts";

const changed = z.record(z.string(), z.unknown()).nullable();

export const auditEntrySchema = z.object({
  id,
  teamId: id.nullable(),
  teamName: z.string().nullable().describe("As it is called now"),
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

const filters = {
  teamId: id.optional().describe("Left out: everything the caller may see"),
  actorId: id.optional().describe("Only what this user or key did"),
  action: z.string().max(100).optional().describe("Such as key.rotate; with a dot at its end an area, such as key."),
  targetType: z.string().max(100).optional().describe("Such as key"),
  targetId: z.string().max(100).optional().describe("Only what was done to this one thing"),
  from: moment.optional().describe("The first moment"),
  to: moment.optional().describe("The first moment that is too late"),
};
export const listAuditQuery = z.strictObject({ ...pageQuery, ...filters });
export const exportAuditQuery = z.strictObject(filters);
export const auditFacetsQuery = z.strictObject({ teamId: filters.teamId });

const entries = z.int().describe("Among the newest 5 000 entries");
export const auditFacetsSchema = z.object({
  actors: z.array(z.object({ type: z.string(), id, label: z.string(), entries })).describe("Most active first"),
  actions: z.array(z.object({ action: z.string(), entries })),
  targetTypes: z.array(z.object({ targetType: z.string(), entries })),
  teams: z.array(z.object({ id, name: z.string(), entries })).describe("By name"),
});
export type AuditFacetsJson = z.output<typeof auditFacetsSchema>;
