import { IntlMessageFormat } from "intl-messageformat";
import { loadServerMessages } from "#messages/load-server-messages.ts";
import { LOCALES, type Locale } from "#messages/locales.ts";
import { inEnglish, type Said, type SaidValue } from "../infra/said.ts";

/** Finishes a sentence in one language. */
export type Say = (sentence: Said) => string;

const made = new Map<Locale, Promise<Say>>();

/** A sentence without a translation is said in English. */
export function sayIn(locale: Locale): Promise<Say> {
  const found = made.get(locale) ?? build(locale);
  made.set(locale, found);
  return found;
}

async function build(locale: Locale): Promise<Say> {
  if (locale === "en") return inEnglish;
  const messages = await loadServerMessages(locale);
  const formats = new Map<string, IntlMessageFormat>();
  const isRtl = LOCALES[locale].dir === "rtl";

  function say(sentence: Said): string {
    const { template, values } = sentence;
    if (ONLY_PLACES.test(template)) return inEnglish({ template, values: wordsOf(values) });
    const message = messages[template];
    if (message === undefined) return inEnglish(sentence);
    // Sentences may come with figures inside: no tags are meant.
    const format = formats.get(template) ?? new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
    formats.set(template, format);
    return String(format.format(wordsOf(values)));
  }

  function wordsOf(values: Said["values"]): Record<string, string | number | bigint> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wordOf(value)]));
  }

  function wordOf(value: SaidValue): string | number | bigint {
    if (typeof value === "function") return value(locale);
    if (typeof value === "object") return say(value);
    // Plural forms are chosen by numbers alone.
    if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    return typeof value === "string" && isRtl && !ONE_WORD.test(value) ? `\u2068${value}\u2069` : value;
  }

  return say;
}

/** Nothing but what others say. */
const ONLY_PLACES = /^(\{\w+\}|[\s\p{P}])*$/u;
/** Of a single direction, and what translations choose by; anything else would be torn apart by text that runs the other way. */
const ONE_WORD = /^\w*$/;
