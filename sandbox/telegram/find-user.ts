import type { SandboxUser } from "./model/chat.ts";
import { findServiceUser } from "./service-users.ts";
import type { TelegramWorld } from "./world.ts";

/** A person or bot, Telegram's own accounts and the crowd included, who have no record of their own. */
export function findUser(world: TelegramWorld, userId: number): SandboxUser | undefined {
  const known = world.users.get(userId) ?? findServiceUser(userId);
  if (known || !inCrowd(world, userId)) return known;
  return { id: userId, is_bot: false, first_name: `Person ${userId}` };
}

export function inCrowd({ crowd }: TelegramWorld, userId: number): boolean {
  return crowd !== undefined && userId >= crowd.from && userId < crowd.from + crowd.count;
}
