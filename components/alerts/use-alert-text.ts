import { useLocale, useTranslations } from "next-intl";
import { useFormat } from "#components/use-format.ts";
import type { AlertJson } from "#lib/http/resources/alerts.ts";
import { LOCALES } from "#messages/locales.ts";

export interface AlertText {
  title: string;
  detail: string;
  /** Where its cause is. */
  href: string;
}

/** What an alert says, in the viewer's language. */
export function useAlertText(): (alert: Pick<AlertJson, "kind" | "facts"> & { teamId?: string | null }) => AlertText {
  const t = useTranslations("alerts.bell");
  const format = useFormat();
  const isRtl = LOCALES[useLocale()].dir === "rtl";
  // A name in Latin letters at a Persian sentence's beginning or end would turn it around: it stands isolated in it.
  const isolate = (name = "") => (isRtl ? `\u2068${name}\u2069` : name);
  return ({ kind, facts, teamId = null }) => {
    const { teamName, unit = "requests", window = "day" } = facts;
    const amount = (digits = "0") => (unit === "cost" ? format.usd(digits) : format.count(digits, { exact: true }));
    const who = () => t(`who.${facts.scope ?? "team"}`, { name: isolate(facts.subjectName ?? teamName) });
    const when = () => (facts.windowEnd ? format.dateTime(facts.windowEnd) : "");
    switch (kind) {
      case "soft_limit":
        return {
          title: t("text.soft_limit", {
            who: who(),
            percent: format.share((facts.percent ?? 0) / 100),
            limit: t(`limit.${unit}.${window}`),
          }),
          detail: t("text.softLimitDetail", { used: amount(facts.used), amount: amount(facts.amount), when: when() }),
          href: `/teams/${teamId}/limits`,
        };
      case "limit_reached":
        return {
          title: t("text.limit_reached", { who: who(), limit: t(`limit.${unit}.${window}`) }),
          detail: t("text.limitReachedDetail", {
            used: amount(facts.used),
            amount: amount(facts.amount),
            when: when(),
          }),
          href: `/teams/${teamId}/limits`,
        };
      case "connection_unhealthy":
        return {
          title: t("text.connection_unhealthy", { name: isolate(facts.connectionName) }),
          detail: facts.reason ?? t("text.connectionDetail"),
          href: `/teams/${teamId}/connections`,
        };
      case "gate_trouble":
        return {
          title: t("text.gate_trouble", { count: facts.groups ?? 1, name: isolate(facts.groupTitle) }),
          detail: t("text.gateDetail", {
            code: facts.code ?? "",
            channel: isolate(facts.channelTitle ?? facts.groupTitle),
          }),
          href: `/teams/${teamId}/groups/${facts.groupId}`,
        };
      case "job_dead":
        return {
          title: t("text.job_dead", { count: facts.count ?? 0, queue: isolate(facts.queue) }),
          detail: t("text.jobDeadDetail"),
          href: "/operations",
        };
      case "drift":
        return {
          title: t("text.drift", { team: isolate(teamName) }),
          detail: t("text.driftDetail", { count: facts.differences ?? 0 }),
          href: `/teams/${facts.driftTeamId}`,
        };
    }
  };
}
