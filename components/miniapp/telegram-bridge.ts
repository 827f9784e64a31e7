import { type Launch, readLaunch } from "#components/miniapp/read-launch.ts";
import type { TelegramTheme } from "#components/miniapp/theme-tokens.ts";

export interface TelegramBridge {
  launch: Launch;
  /** Opens a link to t.me within Telegram. */
  open(url: string): void;
  close(): void;
  /** Colours what Telegram draws around the page. */
  paint(color: string): void;
  /** @returns to be called when no more is wanted */
  onTheme(listener: (theme: TelegramTheme) => void): () => void;
}

/**
 * Speaks to the Telegram app around the page.
 * @returns null where there is none: the page was opened in a browser
 */
export async function connectTelegram(): Promise<TelegramBridge | null> {
  const launch = readLaunch(location.hash);
  if (!launch) return null;
  // Only this page needs it, and only in the browser.
  const { on, postEvent, setTargetOrigin } = await import("@tma.js/bridge");
  // By itself the bridge speaks to Telegram's web client alone; the Sandbox page stands in for it.
  if (embedder() === location.origin) setTargetOrigin(location.origin);
  tell(() => postEvent("web_app_ready"));
  tell(() => postEvent("web_app_expand"));
  return {
    launch,
    open(url) {
      const path = /^https:\/\/t\.me(\/.+)$/.exec(url)?.[1];
      const isTold = tell(() =>
        path ? postEvent("web_app_open_tg_link", { path_full: path }) : postEvent("web_app_open_link", { url }),
      );
      if (!isTold) window.open(url, "_blank", "noopener,noreferrer");
    },
    close: () => void tell(() => postEvent("web_app_close")),
    paint(color) {
      const painted = color as `#${string}`;
      tell(() => postEvent("web_app_set_header_color", { color: painted }));
      tell(() => postEvent("web_app_set_background_color", { color: painted }));
    },
    onTheme: (listener) => on("theme_changed", ({ theme_params }) => listener(theme_params)),
  };
}

/** @returns false where nobody listens: a browser that was given the whole address */
function tell(event: () => void): boolean {
  try {
    event();
    return true;
  } catch {
    return false;
  }
}

/** The origin of the page around this one. */
function embedder(): string | undefined {
  if (window.parent === window) return undefined;
  const [above] = location.ancestorOrigins ?? [];
  return above ?? (URL.canParse(document.referrer) ? new URL(document.referrer).origin : undefined);
}
