"use client";

import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { ApiError, api, errorMessage } from "#components/api-client.ts";
import { TurnChain } from "#components/turns/turn-chain.tsx";
import { TurnConfig } from "#components/turns/turn-config.tsx";
import { TurnDelivery } from "#components/turns/turn-delivery.tsx";
import { TurnFacts } from "#components/turns/turn-facts.tsx";
import { TurnFigures } from "#components/turns/turn-figures.tsx";
import { TurnStatus } from "#components/turns/turn-status.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { usageHref } from "#components/usage/usage-href.ts";
import { useFormat } from "#components/use-format.ts";
import type { TurnDetailJson } from "#lib/http/resources/turns.ts";

/** Everything that is known about one turn, but not what was said in it. */
export function TurnPage({ turnId }: { turnId: string }) {
  const t = useTranslations("usage.turn");
  const usage = useTranslations("usage");
  const format = useFormat();
  const turn = useQuery({
    queryKey: ["turns", turnId],
    queryFn: ({ signal }) => api<TurnDetailJson>(`/turns/${turnId}`, { signal }),
    // An answer may still be on its way.
    refetchInterval: ({ state }) => (state.data?.delivery?.status === "pending" ? 3_000 : false),
  });
  const { data, error } = turn;
  const pageCrumb = { label: t("title") };
  const usageCrumb = { href: "/usage", label: usage("title") };
  if (!data && error) {
    const isNotFound = error instanceof ApiError && error.status === 404;
    return (
      <>
        <PageHeader breadcrumbs={[usageCrumb, pageCrumb]} title={t("title")} />
        <Card>
          {isNotFound ? (
            <EmptyState
              icon={<SearchX />}
              title={t("notFoundTitle")}
              description={t("notFoundText")}
              action={<ButtonLink href="/usage">{t("back")}</ButtonLink>}
            />
          ) : (
            <ErrorState description={errorMessage(error)} onRetry={() => turn.refetch()} retrying={turn.isFetching} />
          )}
        </Card>
      </>
    );
  }
  const turnsOfTeam = data && {
    href: usageHref({ team: data.teamId, groupBy: "turn" }),
    label: data.teamName,
  };
  return (
    <>
      <PageHeader
        breadcrumbs={turnsOfTeam ? [usageCrumb, turnsOfTeam, pageCrumb] : [usageCrumb, pageCrumb]}
        title={t("title")}
        badge={data && <TurnStatus status={data.status} />}
        description={
          data && (
            <time dateTime={data.occurredAt} className="tnum">
              {format.dateTime(data.occurredAt, { timeZone: data.timeZone, zone: true })}
            </time>
          )
        }
      />
      <div className="flex flex-col gap-4">
        {data?.code && (
          <Banner
            tone={data.status === "failed" ? "danger" : "warning"}
            title={t(data.status === "failed" ? "failedTitle" : "refusedTitle")}
          >
            {usage.has(`turns.codes.${data.code}` as "turns.codes.timeout")
              ? usage(`turns.codes.${data.code}` as "turns.codes.timeout")
              : data.code}
            {data.turns > 1 &&
              ` ${t("repeated", { count: data.turns, shown: format.count(data.turns, { exact: true }) })}`}
          </Banner>
        )}
        <TurnFigures turn={data} />
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex min-w-0 flex-col gap-4">
            <TurnChain turn={data} />
            <TurnConfig turn={data} />
          </div>
          <div className="flex min-w-0 flex-col gap-4 max-xl:-order-1">
            <TurnFacts turn={data} />
            <TurnDelivery turn={data} />
          </div>
        </div>
      </div>
    </>
  );
}
