import { LOCALES, type Locale } from "#messages/locales.ts";

/** Each language under its own name. */
export const localeOptions = (Object.keys(LOCALES) as Locale[]).map((value) => ({ value, label: LOCALES[value].name }));
