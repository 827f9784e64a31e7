import { useTranslations } from "next-intl";
import type { HealthProblemJson } from "#lib/http/resources/connections.ts";

/** Why a connection or a token doesn't work, in the viewer's language. */
export function useProblemText() {
  const t = useTranslations("connections.problems");
  return ({ code, values }: HealthProblemJson) =>
    t(code, { status: values.status ?? "", host: values.host ?? "", said: values.said ?? "", name: values.name ?? "" });
}
