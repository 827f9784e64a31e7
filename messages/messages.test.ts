import { globSync } from "node:fs";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import { serverSentences } from "../scripts/server-sentences.ts";
import { loadMessages } from "./load-messages.ts";
import { loadServerMessages } from "./load-server-messages.ts";
import { LOCALES, type Locale } from "./locales.ts";

/** In English, the server's sentences are in its source. */
const onServer = globSync(["lib/**/*.ts", "app/api/**/*.ts"], { exclude: ["lib/infra/prisma/**"] }).map((path) =>
  serverSentences(path),
);
const locales = Object.keys(LOCALES) as Locale[];
const texts = new Map(await Promise.all(locales.map(async (locale) => [locale, await textsOf(locale)] as const)));
const english = texts.get("en") ?? new Map<string, string>();

test("the messages of schemas are templates", () => {
  expect(onServer.flatMap(({ problems }) => problems)).toEqual([]);
});

describe.each(locales)("%s", (locale) => {
  const own = texts.get(locale) ?? new Map<string, string>();

  test("has every message of English and no other", () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("takes the same values in each message", () => {
    for (const [key, text] of own) {
      expect({ key, values: [...values(parse(text))].sort() }).toEqual({
        key,
        values: [...values(parse(english.get(key) ?? ""))].sort(),
      });
    }
  });

  test("has every plural form that its numbers need", () => {
    const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    for (const [key, text] of own) {
      for (const forms of plurals(parse(text))) {
        expect({ key, missing: needed.filter((form) => form !== "other" && !forms.includes(form)) }).toEqual({
          key,
          missing: [],
        });
      }
    }
  });

  if (locale !== "en") {
    test("is translated", () => {
      const same = [...own].filter(([key, text]) => text === english.get(key) && isProse(text)).map(([key]) => key);
      expect(same).toEqual([]);
    });
  }
});

async function textsOf(locale: Locale): Promise<Map<string, string>> {
  const ofServer =
    locale === "en"
      ? onServer.flatMap(({ templates }) => templates.map((template) => [template, template] as const))
      : Object.entries(await loadServerMessages(locale));
  return new Map([
    ...flatten(await loadMessages(locale)),
    ...ofServer.map(([key, text]) => [`server: ${key}`, text] as const),
  ]);
}

/** Names, examples and formats read the same in every language; anything with three plain words in a row is prose. */
function isProse(text: string): boolean {
  return /\p{Ll}{2,} \p{Ll}{2,} \p{Ll}{2,}/u.test(text.replaceAll(/<[^>]*>|\{[^}]*\}/g, " "));
}

function flatten(tree: object, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value] as const] : [...flatten(value as object, `${prefix}${key}.`)],
    ),
  );
}

function values(elements: MessageFormatElement[]): Set<string> {
  const found = new Set<string>();
  for (const element of elements) {
    if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
    found.add(element.type === TYPE.tag ? `<${element.value}>` : element.value);
    if (element.type === TYPE.tag) for (const inner of values(element.children)) found.add(inner);
    if (element.type === TYPE.plural || element.type === TYPE.select) {
      for (const option of Object.values(element.options)) for (const inner of values(option.value)) found.add(inner);
    }
  }
  return found;
}

/** The forms of each plural in a message. */
function plurals(elements: MessageFormatElement[]): string[][] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return plurals(element.children);
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const inner = Object.values(element.options).flatMap((option) => plurals(option.value));
    return element.type === TYPE.plural ? [Object.keys(element.options), ...inner] : inner;
  });
}
