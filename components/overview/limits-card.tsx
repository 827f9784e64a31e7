import { Gauge, TrendingUp } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { QuotaBar } from "#components/ui/quota-bar.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";
import type { LimitNearEndJson } from "#lib/http/resources/overview.ts";

/** Limits past 70 % of their current window, or on the way to their end, fullest first. */
export const LimitsCard = memo(function LimitsCard({ limits }: { limits: readonly LimitNearEndJson[] | undefined }) {
  const t = useTranslations("overview.limits");
  return (
    <Card title={t("title")} flush>
      {limits === undefined ? (
        <div role="status" aria-label={t("loading")} className="flex flex-col gap-5 border-t p-4">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      ) : limits.length === 0 ? (
        <EmptyState
          className="border-t py-10"
          icon={<Gauge />}
          title={t("emptyTitle")}
          description={t("emptyText", { percent: 70 })}
        />
      ) : (
        <ul className="max-h-112 divide-y divide-line overflow-y-auto border-t">
          {limits.map((limit) => (
            <LimitRow key={`${limit.limitId} ${limit.subjectId}`} limit={limit} />
          ))}
        </ul>
      )}
    </Card>
  );
});

function LimitRow({ limit }: { limit: LimitNearEndJson }) {
  const t = useTranslations("overview.limits");
  const format = useFormat();
  const {
    amount,
    percent,
    projectedExceedAt,
    resetsAt,
    scope,
    softPercent,
    subjectName,
    teamId,
    teamName,
    unit,
    used,
  } = limit;
  const what = t(`name.${unit}.${limit.window}`);
  const amountText = (value: string) => (unit === "cost" ? format.usd(value) : format.count(value));
  return (
    <li className="relative px-4 py-3 hover:bg-hover">
      <QuotaBar
        label={scope === "team" ? what : t(`subject.${scope}`, { what, name: subjectName })}
        used={used}
        limit={amount}
        softPercent={softPercent}
        usedText={amountText(used)}
        limitText={amountText(amount)}
        note={
          <span className="flex flex-wrap justify-between gap-x-4 gap-y-0.5">
            <Link
              href={`/teams/${teamId}/limits`}
              className="after:absolute after:inset-0 hover:text-ink focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
            >
              <bdi>{teamName}</bdi>
              <span className="sr-only">: {t("open")}</span>
            </Link>
            <span className="flex flex-wrap gap-x-2">
              {percent < 100 && projectedExceedAt && (
                <span className="flex items-center gap-1 font-medium text-warning-text">
                  <TrendingUp aria-hidden className="size-3 rtl:-scale-x-100" />
                  {t.rich("exceeds", {
                    when: () => <RelativeTime date={projectedExceedAt} className="relative z-1" />,
                  })}
                </span>
              )}
              <span>
                {percent >= 100 ? t("usedUp") : t("used", { share: format.share(percent / 100) })}
                {" · "}
                {t.rich("resets", { when: () => <RelativeTime date={resetsAt} className="relative z-1" /> })}
              </span>
            </span>
          </span>
        }
      />
    </li>
  );
}
