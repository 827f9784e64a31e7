import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { chooseLocale } from "#messages/choose-locale.ts";
import { loadMessages } from "#messages/load-messages.ts";
import { LOCALE_COOKIE } from "#messages/locales.ts";

/** What next-intl asks once per request: the viewer's language and its messages. */
export default getRequestConfig(async () => {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale({
    cookie: jar.get(LOCALE_COOKIE)?.value,
    acceptLanguage: sent.get("accept-language"),
  });
  return { locale, messages: await loadMessages(locale) };
});
