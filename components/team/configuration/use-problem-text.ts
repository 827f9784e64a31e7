import { useTranslations } from "next-intl";
import type { Problem } from "#components/team/configuration/config-draft.ts";
import { useFormat } from "#components/use-format.ts";

/** Says what is wrong with a value. */
export function useProblemText(): (problem: Problem) => string {
  const t = useTranslations("configuration.problems");
  const format = useFormat();
  const count = (value: number) => format.count(value, { exact: true });
  return (problem) => {
    switch (problem.code) {
      case "tooLong":
        return t("tooLong", { most: count(problem.most), length: count(problem.length) });
      case "wholeNumber":
        return t("wholeNumber", { min: count(problem.min), max: count(problem.max) });
      case "withoutDefault":
        return t("withoutDefault", { model: problem.model });
      default:
        return t(problem.code);
    }
  };
}
