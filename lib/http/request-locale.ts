import { chooseLocale } from "#messages/choose-locale.ts";
import { DEFAULT_LOCALE, LOCALE_COOKIE, type Locale } from "#messages/locales.ts";
import { cookieOf } from "../auth/session-cookie.ts";

/**
 * The language in which a request is answered: a browser's is chosen as its pages' is. Programs, which come with a key,
 * get English: their logs are read together with ours, and what they go by is the code.
 */
export function requestLocale(request: Request): Locale {
  if (request.headers.has("authorization")) return DEFAULT_LOCALE;
  return chooseLocale({
    cookie: cookieOf(request.headers.get("cookie"), LOCALE_COOKIE),
    acceptLanguage: request.headers.get("accept-language"),
  });
}
