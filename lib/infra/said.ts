/**
 * A sentence for people: a template in English, and what stands at its places. Translations are found by the template
 * (messages/<language>/server.json), so no words of ours are pieced together but where the translations choose by them.
 */
export interface Said {
  /** `The key is {0}: create a new one instead.` */
  readonly template: string;
  readonly values: Readonly<Record<string, SaidValue>>;
}

/** A figure, a name, a sentence within the sentence, or words that come in every language by themselves. */
export type SaidValue = string | number | bigint | Said | ((locale: string) => string);

/** Writes a sentence: said`The key is ${status}: create a new one instead.` */
export function said(strings: TemplateStringsArray, ...values: SaidValue[]): Said {
  const template = strings.reduce((sentence, text, at) => `${sentence}{${at - 1}}${text}`);
  return { template, values: Object.fromEntries(values.entries()) };
}

/** The finished sentence in English, for logs and programs. */
export function inEnglish({ template, values }: Said): string {
  return template.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    if (typeof value === "function") return value("en");
    return typeof value === "object" ? inEnglish(value) : String(value);
  });
}
