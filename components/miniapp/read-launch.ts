import type { TelegramTheme } from "#components/miniapp/theme-tokens.ts";

/** What Telegram opened the Mini App with. */
export interface Launch {
  /** As it is signed, for the server. */
  initData: string;
  /** The person's language by Telegram, such as `fa` or `pt-br`. */
  language: string | undefined;
  theme: TelegramTheme;
}

/**
 * Reads what Telegram put behind the page's address. The bridge's own reader keeps it in the session's storage as well, which
 * browsers refuse to pages in another site's frame.
 * @param hash with its `#`
 * @returns null where Telegram did not open the page
 * @see https://docs.telegram-mini-apps.com/platform/launch-parameters
 */
export function readLaunch(hash: string): Launch | null {
  const params = new URLSearchParams(hash.slice(1));
  const initData = params.get("tgWebAppData");
  if (!initData) return null;
  const { language_code: language } = readJson(new URLSearchParams(initData).get("user"));
  return {
    initData,
    language: typeof language === "string" ? language : undefined,
    theme: readJson(params.get("tgWebAppThemeParams")),
  };
}

function readJson(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
