"use client";

import { LOCALE_COOKIE, type Locale } from "#messages/locales.ts";

const YEAR_SECONDS = 31_536_000;

/** Remembers the language in this browser and loads the page again in it: every text of it comes from the server. */
export function switchLocale(locale: Locale) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari before 18.4
  document.cookie = `${LOCALE_COOKIE}=${locale}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  location.reload();
}
