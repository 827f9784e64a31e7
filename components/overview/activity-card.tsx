"use client";

import { Pause, Play, Radio } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo, useState } from "react";
import { type ActivityTurn, useActivity } from "#components/overview/use-activity.ts";
import { TurnDot } from "#components/turns/turn-status.tsx";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { channelName } from "#components/usage/channel-name.ts";
import { useFormat } from "#components/use-format.ts";

/** The newest turns as they are answered. */
export const ActivityCard = memo(function ActivityCard() {
  const t = useTranslations("overview.activity");
  const format = useFormat();
  const [paused, setPaused] = useState(false);
  const { turns, perMinute, state } = useActivity({ paused });
  const live = !paused && state === "live";
  return (
    <Card
      flush
      // As tall as the chart beside it, whatever happens.
      className="flex flex-col max-xl:h-80 xl:max-h-[26.5rem]"
      title={
        <span className="flex items-center gap-2">
          {t("title")}
          <span
            aria-hidden
            className={cn("size-2 rounded-full", live ? "animate-shimmer bg-success" : "bg-line-strong")}
          />
        </span>
      }
      actions={
        <>
          <span className="tnum text-ink-muted text-xs">
            {paused
              ? t("paused")
              : state === "offline"
                ? t("offline")
                : t("perMinute", { count: perMinute, shown: format.count(perMinute) })}
          </span>
          <IconButton
            size="sm"
            label={paused ? t("resume") : t("pause")}
            icon={paused ? <Play aria-hidden /> : <Pause aria-hidden />}
            onClick={() => setPaused(!paused)}
          />
        </>
      }
    >
      {turns.length > 0 ? (
        <ul aria-label={t("title")} className="min-h-0 flex-1 divide-y divide-line overflow-y-auto border-t">
          {turns.map((turn) => (
            <ActivityRow key={turn.turnId} turn={turn} />
          ))}
        </ul>
      ) : state === "connecting" && !paused ? (
        <div role="status" aria-label={t("loading")} className="flex flex-1 flex-col gap-4 border-t p-4">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      ) : (
        <div className="grid flex-1 place-items-center border-t">
          <EmptyState className="py-6" icon={<Radio />} title={t("emptyTitle")} description={t("emptyText")} />
        </div>
      )}
    </Card>
  );
});

function ActivityRow({ turn }: { turn: ActivityTurn }) {
  const t = useTranslations("overview.activity");
  const format = useFormat();
  const { turnId, teamName, channel, model, status, tokens, costNano, latencyMs, occurredAt } = turn;
  const charged = status !== "failed" && status !== "refused";
  return (
    <li className="relative px-4 py-2 text-xs hover:bg-hover">
      <p className="flex items-center gap-2">
        <TurnDot status={status} />
        <Link
          href={`/usage/turns/${turnId}`}
          className="min-w-0 truncate font-medium text-sm after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
        >
          <bdi>{teamName}</bdi>
        </Link>
        <span className="shrink-0 text-ink-subtle">{channelName(channel)}</span>
        <RelativeTime date={occurredAt} className="relative z-1 ms-auto shrink-0 text-ink-subtle" />
      </p>
      <p className="tnum mt-0.5 flex items-center gap-2 ps-3.5 text-ink-muted">
        <span className="min-w-0 flex-1 truncate">
          <bdi>{model}</bdi>
        </span>
        <span className="shrink-0">
          {charged
            ? `${t("tokens", { count: tokens, shown: format.count(tokens) })} · ${format.usd(costNano)}`
            : format.ms(latencyMs)}
        </span>
      </p>
    </li>
  );
}
