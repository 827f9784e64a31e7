import { createHmac, randomBytes } from "node:crypto";
import { ControlError } from "../../http/control-error.ts";
import { findUser } from "../find-user.ts";
import type { SandboxChat, SandboxUser } from "../model/chat.ts";
import type { TelegramWorld } from "../world.ts";

/** The version of Telegram's Mini App protocol that its apps announce. */
const PROTOCOL_VERSION = "9.6";

/** Colours of Telegram's own themes, as its apps hand them to Mini Apps. */
const THEMES = {
  light: {
    ...{ bg_color: "#ffffff", secondary_bg_color: "#f0f0f0", section_bg_color: "#ffffff", header_bg_color: "#ffffff" },
    ...{ text_color: "#222222", hint_color: "#707579", subtitle_text_color: "#707579", accent_text_color: "#168acd" },
    ...{ link_color: "#168acd", button_color: "#40a7e3", button_text_color: "#ffffff" },
    ...{ section_header_text_color: "#168acd", destructive_text_color: "#d14e4e", section_separator_color: "#e7e7e7" },
  },
  dark: {
    ...{ bg_color: "#17212b", secondary_bg_color: "#0e1621", section_bg_color: "#17212b", header_bg_color: "#17212b" },
    ...{ text_color: "#f5f5f5", hint_color: "#708499", subtitle_text_color: "#708499", accent_text_color: "#6ab2f2" },
    ...{ link_color: "#6ab3f3", button_color: "#5288c1", button_text_color: "#ffffff" },
    ...{ section_header_text_color: "#6ab3f3", destructive_text_color: "#ec3942", section_separator_color: "#111921" },
  },
} as const;

/**
 * Opens the Mini App that somebody was shown who asked to join, as Telegram's web client would: its address, with what
 * Telegram says of the person, signed for the bot, behind the hash.
 */
export function openWebApp(
  world: TelegramWorld,
  chat: SandboxChat,
  options: { userId: number; theme?: keyof typeof THEMES | undefined },
): { url: string; expiresAt: number } {
  const { userId, theme = "light" } = options;
  const query = chat.joinRequests.get(userId)?.query;
  const bot = world.bots.get(query?.botId ?? 0);
  const user = findUser(world, userId);
  if (!query?.webAppUrl || !bot || !user || query.expiresAt <= world.now()) {
    throw new ControlError(404, "WEB_APP_NOT_FOUND", `userId: no Mini App is shown to ${userId}`);
  }
  const launch = new URLSearchParams({
    tgWebAppData: signInitData(bot.token, {
      user: JSON.stringify(visitor(user)),
      chat: JSON.stringify({ id: chat.id, type: chat.type, title: chat.title ?? "" }),
      chat_join_request_query_id: query.id,
      auth_date: String(world.date()),
    }),
    tgWebAppVersion: PROTOCOL_VERSION,
    tgWebAppPlatform: "weba",
    tgWebAppThemeParams: JSON.stringify(THEMES[theme]),
  });
  return { url: `${query.webAppUrl}#${launch}`, expiresAt: query.expiresAt };
}

/**
 * Signs what Telegram says of a visitor, for a bot. Its second signature, which needs no token, is with a key that Telegram
 * alone has: here it is noise.
 * @see https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
 */
export function signInitData(token: string, fields: Record<string, string>): string {
  const signed = { ...fields, signature: randomBytes(64).toString("base64url") };
  const text = Object.entries(signed)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join("\n");
  const secret = createHmac("sha256", "WebAppData").update(token).digest();
  return new URLSearchParams({ ...signed, hash: createHmac("sha256", secret).update(text).digest("hex") }).toString();
}

function visitor({ id, first_name, last_name, username, language_code }: SandboxUser) {
  return {
    id,
    first_name,
    ...(last_name && { last_name }),
    ...(username && { username }),
    ...(language_code && { language_code }),
  };
}
