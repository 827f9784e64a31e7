import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "#components/use-format.ts";
import type { LimitJson } from "#lib/http/resources/limits.ts";

/** What a limit, its subject and its amounts are called. */
export function useLimitWords() {
  const t = useTranslations("limits");
  const format = useFormat();
  return useMemo(
    () => ({
      /** Requests and tokens to the last digit, nano-USD as dollars. */
      amount: (unit: LimitJson["unit"], amount: string) =>
        unit === "cost" ? format.usd(amount) : format.count(amount, { exact: true }),
      /** What the limit counts: "Tokens per month". */
      label: ({ unit, window }: Pick<LimitJson, "unit" | "window">) => t(`labels.${unit}.${window}`),
      /** Whose use it counts: "Whole team", "Key “Website”". */
      subject({ scope, subjectId, subjectName }: Pick<LimitJson, "scope" | "subjectId" | "subjectName">) {
        if (scope === "team") return t("subjects.team");
        if (subjectId === null) return t(scope === "key" ? "subjects.eachKey" : "subjects.eachEndUser");
        const name = subjectName ?? subjectId.slice(-8);
        return t(scope === "key" ? "subjects.key" : "subjects.endUser", { name });
      },
    }),
    [t, format],
  );
}
