import type { TelegramBot } from "#lib/teams/list-telegram-bots.ts";
import { askSandboxJson } from "./ask-sandbox.ts";
import type { ControlChat, ControlMember, ControlUser } from "./control-types.ts";
import { hasOneOf } from "./visible-bots.ts";

/** The newest ones; a page shows no more. */
const MOST_PLACES = 50;

/**
 * Where a bot talks: its dialogues, and the groups and channels it is or was in, each with who is there, the newest first;
 * and everybody who is in one of them.
 */
export async function listChats(bot: TelegramBot) {
  const [{ chats }, { users }] = await Promise.all([
    askSandboxJson<{ chats: ControlChat[] }>({ path: "/chats?members=true" }),
    askSandboxJson<{ users: ControlUser[] }>({ path: "/users" }),
  ]);
  const byId = new Map(users.map((user) => [user.id, user]));
  const dialogues = chats.filter(({ dialogue }) => String(dialogue?.botId) === bot.externalId);
  const own = new Map([[bot.externalId ?? "", bot]]);
  const places = chats
    .filter((chat) => chat.dialogue === null && chat.migratedTo === null && hasOneOf(chat, own))
    .slice(-MOST_PLACES);
  const items = [
    ...dialogues.map((chat) => presentDialogue(chat, byId.get(chat.dialogue?.userId ?? 0))),
    ...places.map((chat) => presentPlace(chat, bot)),
  ].reverse();
  const people = new Map(items.flatMap((chat) => chat.people).map((person) => [person.id, person]));
  return { items, people: [...people.values()] };
}

function presentDialogue(chat: ControlChat, user: ControlUser | undefined) {
  const person = user && { id: user.id, name: nameOf(user) };
  return {
    ...common(chat),
    type: "private" as const,
    title: person?.name ?? chat.title,
    people: person ? [person] : [],
    members: [],
    requests: [],
    blocked: chat.dialogue?.blocked ?? false,
  };
}

function presentPlace(chat: ControlChat, bot: TelegramBot) {
  const known = (chat.members ?? []).filter(({ user }) => !user.isBot || String(user.id) === bot.externalId);
  const requests = (chat.joinRequests ?? []).map(({ user, query }) => ({
    userId: user.id,
    name: nameOf(user),
    webAppUrl: query?.webAppUrl ?? null,
  }));
  const people = known.filter(({ user }) => !user.isBot).map(({ user }) => ({ id: user.id, name: nameOf(user) }));
  return {
    ...common(chat),
    type: chat.type === "channel" ? ("channel" as const) : ("group" as const),
    title: chat.title,
    people: [...people, ...requests.map(({ userId, name }) => ({ id: userId, name }))],
    members: known.map((member) => presentMember(chat, member)),
    requests,
    blocked: false,
  };
}

function common({ key, messageCount, username, inviteLink, type, isForum, joinByRequest, topics }: ControlChat) {
  return { key, messageCount, username, inviteLink, basic: type === "group", isForum, joinByRequest, topics };
}

function presentMember(chat: ControlChat, member: ControlMember) {
  const { status, user, rights = {}, untilDate, isAnonymous } = member;
  const inside = status === "restricted" ? member.isMember === true : status !== "left" && status !== "kicked";
  const isAdmin = status === "creator" || status === "administrator";
  const may = status === "restricted" ? member.permissions : chat.permissions;
  const mayWrite =
    chat.type === "channel"
      ? status === "creator" || rights.can_post_messages === true
      : isAdmin || may?.can_send_messages === true;
  return {
    userId: user.id,
    name: nameOf(user),
    isBot: user.isBot,
    status,
    inside,
    mayWrite: inside && mayWrite,
    isAnonymous: isAnonymous === true,
    rights: Object.keys(rights).filter((right) => rights[right]),
    /** Unix seconds; null is for ever. */
    until: untilDate ? untilDate : null,
  };
}

function nameOf({ firstName, lastName }: ControlUser) {
  return lastName ? `${firstName} ${lastName}` : firstName;
}
