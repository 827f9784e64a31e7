import { match } from "@formatjs/intl-localematcher";
import Negotiator from "negotiator";
import { DEFAULT_LOCALE, isLocale, LOCALES, type Locale } from "./locales.ts";

/** The language that was chosen, else the best of those that the browser asks for. */
export function chooseLocale(options: { cookie: string | undefined; acceptLanguage: string | null }): Locale {
  const { cookie, acceptLanguage } = options;
  if (isLocale(cookie)) return cookie;
  const wanted = new Negotiator({ headers: { "accept-language": acceptLanguage ?? "" } }).languages();
  try {
    const best = match(wanted, Object.keys(LOCALES), DEFAULT_LOCALE);
    return isLocale(best) ? best : DEFAULT_LOCALE;
  } catch {
    // A tag that is none, such as the `*` of a program.
    return DEFAULT_LOCALE;
  }
}
