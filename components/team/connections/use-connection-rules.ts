import { useTranslations } from "next-intl";
import { connectionRules } from "#components/team/connections/connection-rules.ts";

export function useConnectionRules() {
  const t = useTranslations("connections.fields");
  return connectionRules({
    nameMissing: t("nameMissing"),
    nameLong: t("nameLong"),
    tokenWrong: t("tokenWrong"),
    apiRootWrong: t("apiRootWrong"),
  });
}
