import { z } from "zod";
import { id, moment, pageOf, pageQuery } from "./common.ts";
import { connectionKind } from "./connections.ts";

export const listEndUsersQuery = z.strictObject({
  ...pageQuery,
  teamId: id,
  q: z.string().trim().max(200).optional().describe("A part of the name, or the start of the id at the platform"),
});

export const endUserSchema = z.object({
  id,
  teamId: id,
  name: z.string().nullable(),
  externalId: z.string().describe("The id at the platform, or what the API's caller named"),
  connectionId: id,
  connectionName: z.string(),
  channel: connectionKind,
  reachable: z.boolean().describe("False once the person has blocked the bot"),
  createdAt: moment,
});
export type EndUserJson = z.output<typeof endUserSchema>;
export const endUserPageSchema = pageOf(endUserSchema);
