/** The dashboard's languages, each named as its speakers do. */
export const LOCALES = {
  en: { name: "English", dir: "ltr" },
  fa: { name: "فارسی", dir: "rtl" },
  vi: { name: "Tiếng Việt", dir: "ltr" },
  ru: { name: "Русский", dir: "ltr" },
} as const satisfies Record<string, { name: string; dir: "ltr" | "rtl" }>;

export type Locale = keyof typeof LOCALES;

export const DEFAULT_LOCALE: Locale = "en";

export const LOCALE_COOKIE = "locale";

export function isLocale(value: string | undefined): value is Locale {
  return value !== undefined && Object.hasOwn(LOCALES, value);
}
