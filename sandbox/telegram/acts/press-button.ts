import type { InlineKeyboardButton } from "grammy/types";
import { ControlError } from "../../http/control-error.ts";
import { memberOf } from "../chats.ts";
import { findUser } from "../find-user.ts";
import type { SandboxChat } from "../model/chat.ts";
import { isInChat } from "../model/member.ts";
import type { SandboxCallbackQuery, SandboxMessage } from "../model/message.ts";
import { renderUser } from "../render-chat.ts";
import { renderMessage } from "../render-message.ts";
import { pushUpdate } from "../updates/push-update.ts";
import type { TelegramWorld } from "../world.ts";

export interface PressOptions {
  userId: number;
  /** Which button: by its callback data, or by its place, both counted from 0. */
  data?: string;
  row?: number;
  column?: number;
  /** How long to wait for the bot's answer, in ms. */
  waitMs: number;
}

export interface PressResult {
  callbackQueryId: string | null;
  answered: boolean;
  text: string | null;
  showAlert: boolean;
  /** What the bot's answer or a link button opens. */
  url: string | null;
}

const maxQueries = 10_000;

/** A person presses a button under a message; resolves with what the bot answers. */
export async function pressButton(
  world: TelegramWorld,
  chat: SandboxChat,
  message: SandboxMessage,
  options: PressOptions,
): Promise<PressResult> {
  const user = findUser(world, options.userId);
  if (!user) throw new ControlError(404, "USER_ID_INVALID", `userId: no user ${options.userId}`);
  const isThere = chat.dialogue ? chat.dialogue.userId === user.id : isInChat(memberOf(world, chat, user.id));
  if (!isThere) throw new ControlError(403, "USER_NOT_PARTICIPANT", `userId: ${user.id} is not in the chat`);
  if (message.ephemeral && message.ephemeral.receiverId !== user.id) {
    throw new ControlError(404, "MESSAGE_ID_INVALID", `userId: ${user.id} does not see message ${message.id}`);
  }
  const bot = world.bots.get(message.fromId);
  const button = findButton(message, options);
  if ("url" in button) {
    return { callbackQueryId: null, answered: false, text: null, showAlert: false, url: button.url };
  }
  if (!bot || !("callback_data" in button)) {
    throw new ControlError(400, "BUTTON_TYPE_INVALID", `the button “${button.text}” has no callback data`);
  }
  world.nextId += 1;
  const id = `${Math.floor(world.now() / 1000)}${String(world.nextId).padStart(9, "0")}`;
  const query: SandboxCallbackQuery = {
    id,
    botId: bot.id,
    userId: user.id,
    chatKey: chat.key,
    messageId: message.id,
    data: button.callback_data,
    createdAt: world.now(),
  };
  world.callbackQueries.set(id, query);
  if (world.callbackQueries.size > maxQueries) {
    const oldest = world.callbackQueries.keys().next().value;
    if (oldest !== undefined) world.callbackQueries.delete(oldest);
  }
  const answered = waitForAnswer(query, options.waitMs);
  world.emit(chat, "callback", { callbackQueryId: id, messageId: message.id, userId: user.id, data: query.data });
  pushUpdate(world, bot, "callback_query", {
    id,
    from: renderUser(user),
    message: renderMessage(world, chat, message),
    chat_instance: String(Math.abs(chat.id) * 7919),
    data: query.data,
  });
  await answered;
  const { answer } = query;
  return {
    callbackQueryId: id,
    answered: answer !== undefined,
    text: answer?.text ?? null,
    showAlert: answer?.showAlert ?? false,
    url: answer?.url ?? null,
  };
}

function findButton(message: SandboxMessage, options: PressOptions): InlineKeyboardButton {
  const rows = message.keyboard?.inline_keyboard ?? [];
  const button =
    options.data === undefined
      ? rows[options.row ?? 0]?.[options.column ?? 0]
      : rows.flat().find((candidate) => "callback_data" in candidate && candidate.callback_data === options.data);
  if (button) return button;
  const wanted = options.data === undefined ? `row ${options.row ?? 0}, column ${options.column ?? 0}` : options.data;
  throw new ControlError(404, "BUTTON_NOT_FOUND", `message ${message.id} has no button ${wanted}`);
}

function waitForAnswer(query: SandboxCallbackQuery, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, waitMs);
    query.onAnswer = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
