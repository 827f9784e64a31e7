import { z } from "zod";

export const accessCodeSchema = z.object({
  code: z.string().describe("What end users send as `/start <code>`, once"),
  link: z
    .string()
    .nullable()
    .describe("Sends it for them; null where the bot is not at Telegram's own server, or not known yet"),
});
export type AccessCodeJson = z.output<typeof accessCodeSchema>;
