"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { QuotaBar } from "#components/ui/quota-bar.tsx";
import { useFormat } from "#components/use-format.ts";
import type { TeamListItemJson } from "#lib/http/resources/teams.ts";

/** How full a team's fullest limit is; leads to its limits. */
export function QuotaCell({ team }: { team: TeamListItemJson }) {
  const t = useTranslations("teams.quota");
  const format = useFormat();
  const { quota } = team;
  if (!quota) return <span className="text-ink-subtle">{t("none")}</span>;
  const { unit, window } = quota;
  const show = (value: string) => (unit === "cost" ? format.usd(value, { compact: true }) : format.count(value));
  const label = t(`${unit}${window === "day" ? "Day" : "Month"}`);
  const share = Number(quota.used) / Number(quota.amount);
  return (
    <Link
      href={`/teams/${team.id}/limits`}
      className="relative z-1 -mx-1 block w-44 rounded-sm xl:w-56 px-1 py-0.5 hover:bg-hover"
      title={label}
    >
      <span className="mb-1 flex items-baseline justify-between gap-3 text-xs">
        <span className="tnum truncate text-ink-muted">
          {t("figures", { used: show(quota.used), amount: show(quota.amount) })}{" "}
          <span className="text-ink-subtle max-xl:hidden">{window === "day" ? t("perDay") : t("perMonth")}</span>
        </span>
        <span className="tnum font-medium">{format.share(share)}</span>
      </span>
      <QuotaBar
        compact
        label={t("of", { label, name: team.displayName })}
        used={quota.used}
        limit={quota.amount}
        softPercent={quota.softPercent}
        usedText={show(quota.used)}
        limitText={show(quota.amount)}
      />
    </Link>
  );
}
