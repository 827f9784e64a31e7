import type en from "./en/index.ts";
import type { Locale } from "./locales.ts";

/** One namespace per area of the dashboard, each in a file of its own. */
export type Messages = typeof en;

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
