import { z } from "zod";
import { toMember } from "./acts/set-member.ts";
import { createChat, privateChat } from "./chats.ts";
import { administratorRights } from "./model/member.ts";
import { registerBot } from "./register-bot.ts";
import type { TelegramWorld } from "./world.ts";

/** People, bots, groups and channels that are there from the start. */
export const sceneSchema = z.strictObject({
  bots: z.array(z.strictObject({ token: z.string(), firstName: z.string().optional() })).default([]),
  users: z
    .array(
      z.strictObject({
        id: z.number().int().positive(),
        firstName: z.string().min(1),
        lastName: z.string().optional(),
        languageCode: z.string().optional(),
      }),
    )
    .default([]),
  chats: z
    .array(
      z.strictObject({
        id: z.number().int().negative(),
        type: z.enum(["supergroup", "channel"]),
        title: z.string().min(1),
        username: z.string().optional(),
        members: z.array(
          z.strictObject({
            userId: z.number().int().positive(),
            status: z.enum(["creator", "administrator", "member"]),
            rights: z.partialRecord(z.enum(administratorRights), z.boolean()).optional(),
          }),
        ),
      }),
    )
    .default([]),
  /** Who has written to which bot, and who has blocked it since. */
  dialogues: z
    .array(
      z.strictObject({
        botId: z.number().int().positive(),
        userId: z.number().int().positive(),
        blocked: z.boolean().optional(),
      }),
    )
    .default([]),
});

/** Sets the scene without telling any bot of it: as far as they know, it has always been so. */
export function applyScene(world: TelegramWorld, scene: z.output<typeof sceneSchema>): void {
  for (const bot of scene.bots) registerBot(world, bot);
  for (const { id, firstName, lastName, languageCode } of scene.users) {
    world.users.set(id, {
      ...{ id, is_bot: false, first_name: firstName },
      ...(lastName && { last_name: lastName }),
      ...(languageCode && { language_code: languageCode }),
    });
  }
  for (const { members, ...options } of scene.chats) {
    const chat = createChat(world, options);
    for (const member of members) {
      chat.members.set(member.userId, toMember(member, world.bots.has(member.userId)));
    }
  }
  for (const { botId, userId, blocked = false } of scene.dialogues) {
    privateChat(world, botId, userId).dialogue = { botId, userId, started: true, blocked };
  }
}
