import { randomInt } from "node:crypto";
import { invalidField } from "#lib/infra/errors.ts";
import { said } from "#lib/infra/said.ts";
import type { TelegramBot } from "#lib/teams/list-telegram-bots.ts";
import { askSandboxJson } from "./ask-sandbox.ts";
import type { ControlChat, ControlUser } from "./control-types.ts";

/** Makes a group of people, the first of them its owner, with the bot in it. */
export async function createGroup(options: { bot: TelegramBot; title: string; userIds: number[] }) {
  const { bot, title, userIds } = options;
  // People alone: a bot of another team must not be taken along.
  const { users } = await askSandboxJson<{ users: ControlUser[] }>({ path: "/users" });
  const known = new Set(users.map(({ id }) => id));
  const unknown = userIds.find((id) => !known.has(id));
  if (unknown !== undefined) throw invalidField("userIds", said`There is no person ${unknown}.`);
  const { key } = await askSandboxJson<ControlChat>({
    path: "/chats",
    body: {
      // By itself the sandbox makes the id from the title: two teams' groups of one name would be one.
      id: -1_000_000_000_000 - randomInt(1_000_000_000, 200_000_000_000),
      type: "supergroup",
      title,
      members: [
        ...userIds.map((userId, index) => ({ userId, status: index === 0 ? "creator" : "member" })),
        { userId: Number(bot.externalId), status: "member" },
      ],
    },
  });
  return { key };
}
