import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { VerdictJson } from "#lib/http/resources/groups.ts";

/** What the codes of a decision mean; one that this release does not know is shown as it is. */
export function useDecisionWords() {
  const outcomes = useTranslations("groups.outcomes");
  const reasons = useTranslations("groups.reasons");
  const triggers = useTranslations("groups.triggers");
  const actions = useTranslations("groups.actions");
  return useMemo(
    () => ({
      outcome: (code: string) => (isKey(outcomes, code) ? outcomes(code) : code),
      reason: (code: string) => (isKey(reasons, code) ? reasons(code) : code),
      trigger: (code: string) => (isKey(triggers, code) ? triggers(code) : code),
      action: (code: string) => (isKey(actions, code) ? actions(code) : code),
    }),
    [outcomes, reasons, triggers, actions],
  );
}

type Translator = { has: (key: never) => boolean };
type KeyOf<T extends Translator> = Parameters<T["has"]>[0];

function isKey<T extends Translator>(translator: T, code: string): code is KeyOf<T> & string {
  return translator.has(code as never);
}

export const VERDICT_TONES = { member: "success", not_member: "warning", unknown: "neutral" } as const satisfies Record<
  VerdictJson["state"],
  string
>;
