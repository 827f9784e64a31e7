import type { TelegramBot } from "#lib/teams/list-telegram-bots.ts";
import { askSandboxJson } from "./ask-sandbox.ts";
import type { ControlChat, ControlUser } from "./control-types.ts";
import { hasOneOf } from "./visible-bots.ts";

/** Groups are looked at one by one, to see who is in them. */
const MOST_GROUPS = 50;

/** Where a bot talks: its dialogues and the groups it is in, each with the people there, the newest first. */
export async function listChats(bot: TelegramBot) {
  const [{ chats }, { users }] = await Promise.all([
    askSandboxJson<{ chats: ControlChat[] }>({ path: "/chats" }),
    askSandboxJson<{ users: ControlUser[] }>({ path: "/users" }),
  ]);
  const byId = new Map(users.map((user) => [user.id, user]));
  const dialogues = chats
    .filter(({ dialogue }) => String(dialogue?.botId) === bot.externalId)
    .map((chat) => present(chat, [byId.get(chat.dialogue?.userId ?? 0)]));
  const groups = await Promise.all(
    chats
      .filter(({ type }) => type === "group" || type === "supergroup")
      .slice(-MOST_GROUPS)
      .map(({ id }) => askSandboxJson<ControlChat>({ path: `/chats/${id}` })),
  );
  const ours = groups
    .filter((chat) => hasOneOf(chat, new Map([[bot.externalId ?? "", bot]])))
    .map((chat) =>
      present(
        chat,
        (chat.members ?? []).filter(({ user }) => !user.isBot).map(({ user }) => user),
      ),
    );
  return { items: [...dialogues, ...ours].reverse() };
}

function present({ key, type, title, dialogue, messageCount }: ControlChat, people: (ControlUser | undefined)[]) {
  const names = people
    .filter((user) => user !== undefined)
    .map(({ id, firstName, lastName }) => ({
      id,
      name: lastName ? `${firstName} ${lastName}` : firstName,
    }));
  return {
    key,
    type: type === "private" ? ("private" as const) : ("group" as const),
    title: type === "private" ? (names[0]?.name ?? title) : title,
    people: names,
    blocked: dialogue?.blocked ?? false,
    messageCount,
  };
}
