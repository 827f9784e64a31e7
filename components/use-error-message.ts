import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { ApiError, type DescribeError } from "#components/api-client.ts";

/**
 * Says what went wrong in the viewer's language, by the problem's code. English keeps the server's own sentence, which
 * is the most exact one; elsewhere that sentence is quoted only where the code alone would not tell enough.
 */
export function useErrorMessage(): DescribeError {
  const t = useTranslations("common.errors");
  const locale = useLocale();
  return useMemo(() => {
    return (error) => {
      if (!(error instanceof ApiError)) return t("page");
      const { code, detail, status } = error;
      if (code === "unreachable") return t("unreachable");
      if (code === `http-${status}`) return t("answered", { status: String(status) });
      if (locale === "en") return detail;
      if (isKnown(code)) return t(code, { detail });
      return status >= 500 ? t("internal", { detail }) : t("other", { detail });
    };
  }, [t, locale]);
}

const KNOWN = [
  "invalid_input",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "payload_too_large",
  "rate_limited",
  "quota_exceeded",
  "provider_failed",
  "provider_rejected",
  "unavailable",
  "timeout",
  "internal",
] as const;

function isKnown(code: string): code is (typeof KNOWN)[number] {
  return (KNOWN as readonly string[]).includes(code);
}
