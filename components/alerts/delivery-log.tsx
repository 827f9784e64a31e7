"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, Clock3, ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { deliveriesQuery } from "#components/alerts/alert-queries.ts";
import { useAlertText } from "#components/alerts/use-alert-text.ts";
import { useTroubleText } from "#components/alerts/use-trouble-text.ts";
import { errorMessage } from "#components/api-client.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { DeliveryJson, DestinationJson } from "#lib/http/resources/alerts.ts";

export function DeliveryLog({ destination, onClose }: { destination: DestinationJson | null; onClose: () => void }) {
  const t = useTranslations("alerts.log");
  return (
    <Sheet
      open={destination !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      description={destination && t("description", { name: destination.name })}
    >
      {destination && <Deliveries destinationId={destination.id} />}
    </Sheet>
  );
}

function Deliveries({ destinationId }: { destinationId: string }) {
  const t = useTranslations("alerts.log");
  const log = useInfiniteQuery(deliveriesQuery(destinationId));
  const items = useMemo(() => log.data?.pages.flatMap((page) => page.items), [log.data]);
  if (log.isError && !items) {
    return (
      <ErrorState
        title={t("error")}
        description={errorMessage(log.error)}
        onRetry={() => log.refetch()}
        retrying={log.isFetching}
      />
    );
  }
  if (!items) {
    return (
      <div role="status" aria-label={t("loading")} className="flex flex-col gap-3 px-5 py-3">
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
        <Skeleton className="w-2/3" />
      </div>
    );
  }
  if (items.length === 0) {
    return <EmptyState icon={<ScrollText />} title={t("emptyTitle")} description={t("emptyText")} />;
  }
  return (
    <>
      <ol aria-label={t("title")} aria-live="polite" className="divide-y divide-line border-t">
        {items.map((delivery) => (
          <Delivery key={delivery.id} delivery={delivery} />
        ))}
      </ol>
      <LoadMore
        shown={t("shown", { count: items.length })}
        hasMore={log.hasNextPage}
        loading={log.isFetchingNextPage}
        onLoadMore={() => log.fetchNextPage()}
      />
    </>
  );
}

const LOOKS = {
  pending: { Icon: Clock3, look: "text-ink-subtle" },
  delivered: { Icon: CircleCheck, look: "text-success-text" },
  failed: { Icon: CircleX, look: "text-danger-text" },
};

function Delivery({ delivery }: { delivery: DeliveryJson }) {
  const t = useTranslations("alerts.log");
  const textOf = useAlertText();
  const troubleText = useTroubleText();
  const { status, attempts, alert, event, trouble } = delivery;
  const { Icon, look } = LOOKS[status];
  const isRetrying = status === "pending" && attempts > 0;
  const title = alert && event !== "test" ? t(event, { alert: textOf(alert).title }) : t("test");
  return (
    <li className="flex items-start gap-3 px-5 py-3">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look}`} />
      <div className="min-w-0 flex-1">
        <p className="break-words text-sm">{title}</p>
        <p className={`text-xs ${look}`}>
          {isRetrying ? t("retrying", { count: attempts }) : t(status)}
          {trouble && <>: {troubleText(trouble)}</>}
        </p>
        <p className="flex flex-wrap gap-x-1.5 text-ink-subtle text-xs">
          <RelativeTime date={delivery.deliveredAt ?? delivery.createdAt} />
          {attempts > 0 && (
            <>
              <span aria-hidden>·</span>
              <span>{t("attempts", { count: attempts })}</span>
            </>
          )}
        </p>
        <p className="truncate text-ink-subtle text-xs">
          {t("id")}{" "}
          <span dir="ltr" className="font-mono">
            {delivery.id}
          </span>
        </p>
      </div>
    </li>
  );
}
