import { useTranslations } from "next-intl";
import type { GroupJson, TroubleCodeJson } from "#lib/http/resources/groups.ts";

export interface TroubleWords {
  /** What is wrong, in one sentence. */
  what: string;
  /** What a person can do about it. */
  fix: string;
}

/** What keeps a gate from working, in plain words, and what to do about it. */
export function useTroubleWords() {
  const t = useTranslations("groups.trouble");
  return (code: TroubleCodeJson, names: { group: string; channel: string | null; bot: string }): TroubleWords => {
    const values = { group: names.group, channel: names.channel ?? t("aChannel"), bot: names.bot };
    return { what: t(`${code}.what`, values), fix: t(`${code}.fix`, values) };
  };
}

/** How the bot is called in sentences: its @name, else what the connection is called. */
export function botName({ username, name }: GroupJson["connection"]) {
  return username ? `@${username}` : name;
}
