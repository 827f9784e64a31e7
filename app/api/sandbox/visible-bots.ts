import { notFound } from "#lib/infra/errors.ts";
import { said } from "#lib/infra/said.ts";
import { listTelegramBots, type TelegramBot } from "#lib/teams/list-telegram-bots.ts";
import { askSandboxJson, sandboxUrl } from "./ask-sandbox.ts";
import type { ControlChat } from "./control-types.ts";

/** By the bot's user id at the sandbox. */
export type VisibleBots = ReadonlyMap<string, TelegramBot>;

/** The bots at our sandbox that belong to teams the user may see. */
export async function visibleBots(user: { id: string; isOperator: boolean }): Promise<VisibleBots> {
  const bots = await listTelegramBots({ user });
  const ours = bots.filter(({ settings }) => isAtSandbox((settings as { apiRoot?: string } | null)?.apiRoot));
  // Of two connections of one bot, the one that is not paused stands for it.
  const sorted = ours.toSorted((a, b) => Number(a.active) - Number(b.active));
  return new Map(sorted.map((bot) => [bot.externalId ?? "", bot]));
}

/** @throws AppError not_found, alike for an unknown bot and for one of others */
export function requireBot(bots: VisibleBots, botId: string | undefined): TelegramBot {
  const bot = bots.get(botId ?? "");
  if (!bot) throw notFound(said`The bot was not found.`);
  return bot;
}

/**
 * Lets a chat key through if one of the bots is in that chat: `<botId>:<userId>` for a dialogue, a negative id for a group or channel.
 * @throws AppError not_found, alike for an unknown chat and for one of others
 */
export async function requireChat(bots: VisibleBots, key: string | undefined): Promise<string> {
  const dialogue = /^(\d{1,15}):\d{1,15}$/.exec(key ?? "");
  if (dialogue?.[1] && bots.has(dialogue[1])) return encodeURIComponent(key ?? "");
  if (!/^-\d{1,20}$/.test(key ?? "")) throw notFound(said`The chat was not found.`);
  const chat = await askSandboxJson<ControlChat>({ path: `/chats/${key}` }).catch(() => undefined);
  if (!chat || !hasOneOf(chat, bots)) throw notFound(said`The chat was not found.`);
  return key ?? "";
}

/** Whether one of the bots is or was in a chat: where it was put out, it can be added again. */
export function hasOneOf(chat: ControlChat, bots: VisibleBots): boolean {
  return (chat.members ?? []).some(({ user }) => user.isBot && bots.has(String(user.id)));
}

function isAtSandbox(apiRoot: string | undefined): boolean {
  if (!apiRoot || !URL.canParse(apiRoot)) return false;
  const { hostname, port, pathname } = new URL(apiRoot);
  const isHere = ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  return isHere && port === new URL(sandboxUrl() ?? "").port && pathname.replace(/\/+$/, "") === "/telegram";
}
