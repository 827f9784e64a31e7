import { useTranslations } from "next-intl";
import type { TroubleJson } from "#lib/http/resources/alerts.ts";

const CODES = [
  "status",
  "timeout",
  "unreachable",
  "unresolvable",
  "redirect",
  "gone",
  "privateAddress",
  "port",
  "scheme",
  "credentials",
  "invalidUrl",
  "waitTooLong",
  "secretUnreadable",
  "switchedOff",
  "botMissing",
  "botPaused",
  "telegramWait",
  "telegramUnreachable",
  "telegramMoved",
  "telegramForbidden",
  "telegramToken",
  "telegramRejected",
] as const;

/** Why a delivery failed, as the end of a sentence. */
export function useTroubleText(): (trouble: NonNullable<TroubleJson>) => string {
  const t = useTranslations("alerts.trouble");
  return ({ code, detail }) => {
    const known = CODES.find((one) => one === code);
    return t(known ?? "other", { detail: detail ?? code });
  };
}
