"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Gauge, TrendingUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { errorMessage } from "#components/api-client.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { QuotaBar } from "#components/ui/quota-bar.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";
import type { LimitJson } from "#lib/http/resources/limits.ts";
import type { LimitNearEndJson } from "#lib/http/resources/overview.ts";

const MOST_SHOWN = 6;

export interface LimitsCardProps {
  limits: UseQueryResult<LimitJson[]>;
  /** Those near their end or on the way there, with the date. */
  near: readonly LimitNearEndJson[] | undefined;
}

/** The team's limits, fullest first. */
export function LimitsCard({ limits, near }: LimitsCardProps) {
  const t = useTranslations("overview");
  const { team, canWrite } = useTeam();
  const href = `/teams/${team.id}/limits`;
  const shown = limits.data?.toSorted((a, b) => share(b) - share(a)).slice(0, MOST_SHOWN);
  return (
    <Card
      title={t("team.limits")}
      actions={
        <ButtonLink href={href} size="sm" variant="ghost">
          {canWrite ? t("team.manageLimits") : t("team.allLimits")}
        </ButtonLink>
      }
    >
      {limits.isError && !shown ? (
        <ErrorState className="py-6" description={errorMessage(limits.error)} onRetry={() => limits.refetch()} />
      ) : !shown ? (
        <div role="status" aria-label={t("limits.loading")} className="flex flex-col gap-5">
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </div>
      ) : shown.length === 0 ? (
        <EmptyState
          className="py-6"
          icon={<Gauge />}
          title={t("team.noLimitTitle")}
          description={t("team.noLimitText")}
          action={canWrite && <ButtonLink href={href}>{t("team.setLimit")}</ButtonLink>}
        />
      ) : (
        <ul className="flex flex-col gap-5">
          {shown.map((limit) => (
            <li key={limit.id}>
              <LimitBar
                limit={limit}
                timeZone={team.timeZone}
                exceedsAt={near?.find(({ limitId }) => limitId === limit.id)?.projectedExceedAt ?? null}
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function LimitBar({ limit, timeZone, exceedsAt }: { limit: LimitJson; timeZone: string; exceedsAt: string | null }) {
  const t = useTranslations("overview.limits");
  const format = useFormat();
  const { unit, amount, current, softPercent, scope, subjectId } = limit;
  const what = t(`name.${unit}.${limit.window}`);
  const label = scope === "team" ? what : t(`${subjectId ? "one" : "each"}.${scope}`, { what });
  const amountText = (value: string) => (unit === "cost" ? format.usd(value) : format.count(value));
  if (!current) {
    return (
      <p className="flex items-baseline justify-between gap-3 text-sm">
        <span className="truncate font-medium">{label}</span>
        <span className="tnum shrink-0 text-ink-muted">{amountText(amount)}</span>
      </p>
    );
  }
  return (
    <QuotaBar
      label={label}
      used={current.used}
      limit={amount}
      softPercent={softPercent}
      usedText={amountText(current.used)}
      limitText={amountText(amount)}
      note={
        <span className="flex flex-wrap gap-x-2">
          <span>
            {t("left", { amount: amountText(current.remaining) })}
            {" · "}
            {t.rich("resets", { when: () => <RelativeTime date={current.resetsAt} timeZone={timeZone} /> })}
          </span>
          {exceedsAt && Number(current.used) < Number(amount) && (
            <span className="flex items-center gap-1 font-medium text-warning-text">
              <TrendingUp aria-hidden className="size-3 rtl:-scale-x-100" />
              {t.rich("exceeds", { when: () => <RelativeTime date={exceedsAt} timeZone={timeZone} /> })}
            </span>
          )}
        </span>
      }
    />
  );
}

function share({ current, amount }: LimitJson) {
  return current ? Number(current.used) / Number(amount) : -1;
}
