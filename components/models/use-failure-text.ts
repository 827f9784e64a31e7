import { useTranslations } from "next-intl";

const KINDS = [
  "connect",
  "dropped",
  "timeout",
  "server",
  "throttled",
  "denied",
  "missing",
  "redirect",
  "malformed",
  "rejected",
] as const;

/** Why a provider failed, in the viewer's words: `short` for lists, `long` with what to do about it. */
export function useFailureText() {
  const t = useTranslations("models.failure");
  return (kind: string, length: "short" | "long") =>
    t(`${(KINDS as readonly string[]).includes(kind) ? (kind as (typeof KINDS)[number]) : "other"}.${length}`);
}
