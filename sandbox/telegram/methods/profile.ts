import type { BotCommand } from "grammy/types";
import { badRequest } from "../bot-error.ts";
import { renderGetMe } from "../model/bot.ts";
import type { Params } from "../params.ts";
import type { Method } from "./method.ts";

export const getMe: Method = ({ bot }) => renderGetMe(bot);

export const setMyCommands: Method = ({ bot, params }) => {
  const commands = params.json<BotCommand[]>("commands", "commands");
  if (!Array.isArray(commands)) throw badRequest("expected an Array of BotCommand");
  if (commands.length > 100) throw badRequest("BOT_COMMANDS_TOO_MUCH");
  for (const { command, description } of commands) {
    if (!/^\/?[a-z0-9_]{1,32}$/.test(command ?? "")) throw badRequest("BOT_COMMAND_INVALID");
    if (!description || description.length > 256) throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
  }
  bot.commands.set(
    scopeKey(params),
    commands.map(({ command, description }) => ({ command: command.replace(/^\//, ""), description })),
  );
  return true;
};

export const getMyCommands: Method = ({ bot, params }) => bot.commands.get(scopeKey(params)) ?? [];

export const deleteMyCommands: Method = ({ bot, params }) => {
  bot.commands.delete(scopeKey(params));
  return true;
};

const profileLimits = { name: 64, description: 512, short_description: 120 };
type ProfileField = keyof typeof profileLimits;

/** setMyName, setMyDescription, setMyShortDescription. */
export function setProfile(field: ProfileField): Method {
  return ({ bot, params }) => {
    const text = params.string(field);
    if (text.length > profileLimits[field]) throw badRequest(`BOT_${field.toUpperCase()}_TOO_LONG`);
    bot.profile.set(profileKey(field, params), text);
    if (field === "name" && text && !params.has("language_code")) bot.user.first_name = text;
    return true;
  };
}

/** getMyName, getMyDescription, getMyShortDescription. */
export function getProfile(field: ProfileField): Method {
  return ({ bot, params }) => {
    const standard = field === "name" ? bot.user.first_name : "";
    return { [field]: bot.profile.get(profileKey(field, params)) ?? standard };
  };
}

export const setChatMenuButton: Method = ({ bot, params }) => {
  bot.menuButtons.set(params.string("chat_id"), params.json("menu_button", "menu button") ?? { type: "default" });
  return true;
};

export const getChatMenuButton: Method = ({ bot, params }) =>
  bot.menuButtons.get(params.string("chat_id")) ?? bot.menuButtons.get("") ?? { type: "commands" };

/** Ends polling and webhook, as when a bot moves to another Bot API server. */
export const logOut: Method = ({ bot }) => {
  bot.endPoll?.("Unauthorized: the bot was logged out");
  bot.stopDelivery?.();
  bot.webhook = undefined;
  return true;
};

function scopeKey(params: Params): string {
  const scope = params.json<Record<string, unknown>>("scope", "bot command scope") ?? { type: "default" };
  const place = [scope.type, scope.chat_id ?? "", scope.user_id ?? ""].join("/");
  return `${place}/${params.string("language_code")}`;
}

function profileKey(field: string, params: Params): string {
  return `${field}/${params.string("language_code")}`;
}
