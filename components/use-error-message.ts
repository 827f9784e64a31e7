import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { ApiError, type DescribeError } from "#components/api-client.ts";

/** Says what went wrong: in the server's own words, which are in the viewer's language, or in ours where it had none. */
export function useErrorMessage(): DescribeError {
  const t = useTranslations("common.errors");
  return useMemo(() => {
    return (error) => {
      if (!(error instanceof ApiError)) return t("page");
      const { code, detail, status } = error;
      if (code === "unreachable") return t("unreachable");
      // What stands between us and the server answered, such as a proxy.
      return code === `http-${status}` ? t("answered", { status: String(status) }) : detail;
    };
  }, [t]);
}
