import { randomInt } from "node:crypto";
import { z } from "zod";
import { AppError, invalidField } from "#lib/infra/errors.ts";
import { said } from "#lib/infra/said.ts";
import type { TelegramBot } from "#lib/teams/list-telegram-bots.ts";
import { askSandbox, askSandboxJson } from "./ask-sandbox.ts";
import type { ControlChat, ControlUser } from "./control-types.ts";

export const newPlace = z.strictObject({
  title: z.string().trim().min(1, "must not be empty").max(64),
  kind: z.enum(["group", "forum", "basic", "channel"]).default("group"),
  /** Without the at sign; absent: private. */
  username: z
    .string()
    .regex(/^[A-Za-z]\w{3,31}$/, "needs 4 to 32 letters, digits and underscores, a letter first")
    .optional(),
  joinByRequest: z.boolean().optional(),
  /** The bot is asked about each request to join, with a query. */
  guarded: z.boolean().optional(),
  userIds: z.array(z.int().positive()).min(1).max(50),
});

const TYPES = { group: "supergroup", forum: "supergroup", basic: "group", channel: "channel" } as const;

/** Makes a group or channel of people, the first of them its owner. The bot is in a group; into a channel it has to be let. */
export async function createGroup(options: { bot: TelegramBot } & z.output<typeof newPlace>) {
  const { bot, title, kind, username, joinByRequest, guarded, userIds } = options;
  const isGuard = joinByRequest === true && guarded === true;
  // People alone: a bot of another team must not be taken along.
  const { users } = await askSandboxJson<{ users: ControlUser[] }>({ path: "/users" });
  const known = new Set(users.map(({ id }) => id));
  const unknown = userIds.find((id) => !known.has(id));
  if (unknown !== undefined) throw invalidField("userIds", said`There is no person ${unknown}.`);
  if (username && (await isTaken(username))) throw invalidField("username", said`@${username} is taken.`);
  // What a bot's owner switches on at @BotFather.
  if (isGuard) {
    const body = { supportsJoinRequestQueries: true };
    await askSandbox({ path: `/bots/${bot.externalId}`, method: "PATCH", body });
  }
  const { key } = await askSandboxJson<ControlChat>({
    path: "/chats",
    body: {
      // By itself the sandbox makes the id from the title: two teams' groups of one name would be one.
      id: kind === "basic" ? -randomInt(1_000_000_000, 4_000_000_000) : -1_000_000_000_000 - randomInt(1e9, 2e11),
      type: TYPES[kind],
      title,
      ...(username && kind !== "basic" && { username }),
      ...(kind === "forum" && { isForum: true }),
      ...(joinByRequest && { joinByRequest }),
      ...(isGuard && { guardBotId: Number(bot.externalId) }),
      members: [
        ...userIds.map((userId, index) => ({ userId, status: index === 0 ? "creator" : "member" })),
        { userId: Number(bot.externalId), status: kind === "channel" ? "left" : "member" },
      ],
    },
  });
  return { key };
}

async function isTaken(username: string): Promise<boolean> {
  try {
    await askSandboxJson<ControlChat>({ path: `/chats/${encodeURIComponent(`@${username}`)}` });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return false;
    throw error;
  }
}
