import { groupKey } from "#lib/gate/group-key.ts";
import { getDb } from "#lib/infra/db.ts";
import { dropEverywhere } from "#lib/infra/fresh-cache.ts";
import { until } from "#tests/integration/assistant/harness.ts";
import type { GateWorld, GuardedGroup, SandboxMessage } from "./gate-world.ts";

/** A group and a channel in which the bot is an admin, and nothing protected yet. */
export async function freshGroup(world: GateWorld, languageCode?: string): Promise<GuardedGroup & { name: string }> {
  const group = await world.group();
  await getDb().protectedGroup.deleteMany({ where: { id: group.row.id } });
  await getDb().enforcedChannel.deleteMany({ where: { id: group.channel.id } });
  await dropEverywhere([groupKey(group.bot.connection.id, group.chatId)]);
  if (languageCode) {
    const user = world.sandbox.telegram.users.get(group.owner);
    if (user) user.language_code = languageCode;
  }
  return { ...group, name: `@c${group.bot.id}x0` };
}

interface Said extends SandboxMessage {
  replyTo: number | null;
}

/** What the bot said in a chat, oldest first. */
export async function said(group: GuardedGroup, chat: string | number = group.chatId): Promise<Said[]> {
  const { messages } = await group.call<{ messages: Said[] }>("GET", `/chats/${chat}/messages?limit=1000`);
  return messages.filter((one) => one.from?.id === group.bot.id);
}

/** Says it in the group and waits for the bot's answer to it. */
export async function ask(group: GuardedGroup, text: string, userId = group.owner, more = {}): Promise<SandboxMessage> {
  const { messageId } = await group.say(userId, text, more);
  const answer = async () => (await said(group)).find(({ replyTo }) => replyTo === messageId);
  await until(async () => (await answer()) !== undefined);
  return (await answer()) as SandboxMessage;
}

/** Says it to the bot in private and waits for what it says next there. */
export async function tell(
  group: GuardedGroup,
  text: string | Record<string, unknown>,
  userId = group.owner,
): Promise<SandboxMessage> {
  const chat = `${group.bot.id}:${userId}`;
  const before = await said(group, chat).catch(() => []);
  const content = typeof text === "string" ? { text } : { content: text };
  await group.call("POST", `/chats/${chat}/messages`, { userId, ...content });
  await until(async () => (await said(group, chat)).length > before.length);
  return (await said(group, chat)).at(-1) as SandboxMessage;
}

/** What the database has of the bot's group. */
export function rowOf(group: GuardedGroup) {
  return getDb().protectedGroup.findFirst({
    where: { connectionId: group.bot.connection.id },
    include: { channels: { include: { channel: true } } },
  });
}
