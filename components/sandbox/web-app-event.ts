/** What a Mini App asks of Telegram's app, as far as the Sandbox page does it. */
export type WebAppEvent = { type: "close" } | { type: "link"; url: string };

/** Reads a message of a Mini App in a frame: JSON of `{eventType, eventData}`. Null for what is none, and for the rest. */
export function readWebAppEvent(data: unknown): WebAppEvent | null {
  const message = parse(data);
  const details = (message?.eventData ?? {}) as Record<string, unknown>;
  switch (message?.eventType) {
    case "web_app_close":
      return { type: "close" };
    case "web_app_open_tg_link":
      return typeof details.path_full === "string" && details.path_full.startsWith("/")
        ? { type: "link", url: `https://t.me${details.path_full}` }
        : null;
    case "web_app_open_link":
      return typeof details.url === "string" ? { type: "link", url: details.url } : null;
    default:
      return null;
  }
}

function parse(data: unknown): Record<string, unknown> | null {
  try {
    const message: unknown = typeof data === "string" ? JSON.parse(data) : null;
    return typeof message === "object" ? (message as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}
