import { useLocale, useTranslations } from "next-intl";
import type { GroupJson, TroubleCodeJson } from "#lib/http/resources/groups.ts";
import { LOCALES } from "#messages/locales.ts";

export interface TroubleWords {
  /** What is wrong, in one sentence. */
  what: string;
  /** What a person can do about it. */
  fix: string;
}

/** What keeps a gate from working, in plain words, and what to do about it. */
export function useTroubleWords() {
  const t = useTranslations("groups.trouble");
  // From right to left, a name in Latin letters would lose its @ to the other side: these marks hold it together.
  const isolate = LOCALES[useLocale()].dir === "rtl" ? (name: string) => `\u2068${name}\u2069` : String;
  return (code: TroubleCodeJson, names: { group: string; channel: string | null; bot: string }): TroubleWords => {
    const { group, channel, bot } = names;
    const values = {
      ...{ group: isolate(group), bot: isolate(bot) },
      channel: channel === null ? t("aChannel") : isolate(channel),
    };
    return { what: t(`${code}.what`, values), fix: t(`${code}.fix`, values) };
  };
}

/** How the bot is called in sentences: its @name, else what the connection is called. */
export function botName({ username, name }: GroupJson["connection"]) {
  return username ? `@${username}` : name;
}
