import { GATE_LANGUAGES, type GateLanguage } from "../group-params.ts";
import { en } from "./en.ts";
import { fa } from "./fa.ts";
import { ru } from "./ru.ts";
import { vi } from "./vi.ts";

export type GateTextKey = keyof typeof en;
export type GateTexts = Record<GateTextKey, string>;
/** What a text names: words are taken as they are, `html` may hold Telegram's tags. */
export type GateValues = Record<string, string | number | { html: string }>;

const TEXTS: Record<GateLanguage, GateTexts> = { en, fa, vi, ru };

/** A text with its values filled in, as it is: for button labels and answers to presses. */
export function gateText(language: GateLanguage, key: GateTextKey, values: GateValues = {}): string {
  return fill(TEXTS[language][key], values, (value) => (typeof value === "object" ? value.html : String(value)));
}

/** The same for messages with `parse_mode: "HTML"`: values are escaped, save those that are given as `html`. */
export function gateHtml(language: GateLanguage, key: GateTextKey, values: GateValues = {}): string {
  return fillHtml(TEXTS[language][key], values, language);
}

/** Fills an admin's own text in, which is plain words, as HTML. */
export function customHtml(language: GateLanguage, text: string, values: GateValues): string {
  return fillHtml(escapeHtml(text), values, language);
}

/** The language to speak with a person: Telegram's code of theirs, such as `fa` or `pt-br`, where we have it. */
export function toGateLanguage(code: string | null | undefined, fallback: GateLanguage = "en"): GateLanguage {
  const base = code?.toLowerCase().split(/[-_]/)[0];
  return GATE_LANGUAGES.find((language) => language === base) ?? fallback;
}

export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function fillHtml(template: string, values: GateValues, language: GateLanguage): string {
  const isolate = language === "fa";
  return fill(template, values, (value) => {
    const html = typeof value === "object" ? value.html : escapeHtml(String(value));
    // Persian runs from right to left: without these marks a Latin name would pull the punctuation beside it along.
    return isolate ? `\u2068${html}\u2069` : html;
  });
}

/** In one pass, so that braces within a value are only text. A name without a value stays as it was written. */
function fill(template: string, values: GateValues, show: (value: GateValues[string]) => string): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? whole : show(value);
  });
}
