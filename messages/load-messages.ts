import type { Locale } from "./locales.ts";
import type { Messages } from "./messages.ts";

const LOADERS: Record<Locale, () => Promise<{ default: Messages }>> = {
  en: () => import("./en/index.ts"),
  fa: () => import("./fa/index.ts"),
  vi: () => import("./vi/index.ts"),
  ru: () => import("./ru/index.ts"),
};

export async function loadMessages(locale: Locale): Promise<Messages> {
  return (await LOADERS[locale]()).default;
}
