import { z } from "zod";
import { moment } from "./common.ts";

export const allowedHostSchema = z.object({
  host: z.string().describe("Such as hooks.intranet, 10.0.0.7 or hooks.intranet:9000"),
  createdBy: z.string(),
  createdAt: moment,
});
export type AllowedHostJson = z.output<typeof allowedHostSchema>;
export const allowedHostListSchema = z.object({ items: z.array(allowedHostSchema) });

export const allowHostBody = z.strictObject({
  host: z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(255, "must have at most {maximum} characters")
    .regex(
      /^(\[[0-9a-f:.]+\]|[0-9a-f:]*:[0-9a-f:.]*|[^\s:/\\?#@]+)(:\d{1,5})?$/i,
      "must be a host name or an address, with or without a port: hooks.intranet:9000",
    ),
});
