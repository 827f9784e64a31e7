import type { Locale } from "./locales.ts";

/** What the server says, by its English template: gettext's way, so English needs no file of its own. */
export type ServerMessages = Readonly<Record<string, string>>;

const LOADERS: Record<Exclude<Locale, "en">, () => Promise<{ default: ServerMessages }>> = {
  fa: () => import("./fa/server.json", { with: { type: "json" } }),
  vi: () => import("./vi/server.json", { with: { type: "json" } }),
  ru: () => import("./ru/server.json", { with: { type: "json" } }),
};

export async function loadServerMessages(locale: Locale): Promise<ServerMessages> {
  return locale === "en" ? {} : (await LOADERS[locale]()).default;
}
