"use client";

import { useQuery } from "@tanstack/react-query";
import { Bell, CircleCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AlertIcon } from "#components/alerts/alert-icon.tsx";
import { summaryQuery } from "#components/alerts/alert-queries.ts";
import { useAlertText } from "#components/alerts/use-alert-text.ts";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";
import type { AlertSummaryJson } from "#lib/http/resources/alerts.ts";

const MOST_SHOWN = 99;

/** How many alerts nobody has acknowledged, kept current, with the newest of them behind it. */
export function AlertsBell({ size = "md", align = "end" }: { size?: "sm" | "md" | "lg"; align?: "start" | "end" }) {
  const t = useTranslations("alerts.bell");
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const summary = useQuery(summaryQuery);
  const unread = summary.data?.unread ?? 0;
  const label = unread > 0 ? t("unread", { count: unread }) : t("label");
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      align={align}
      label={t("title")}
      className="w-88 p-0"
      trigger={
        <IconButton
          label={label}
          tooltip={false}
          size={size}
          icon={
            <span className="relative grid place-items-center">
              <Bell aria-hidden />
              {unread > 0 && (
                <span
                  aria-hidden
                  className={cn(
                    "tnum absolute -end-2 -top-2 grid h-4 min-w-4 place-items-center rounded-full px-1 font-semibold text-[10px] leading-none ring-2 ring-canvas",
                    summary.data?.critical ? "bg-danger text-white" : "bg-accent text-accent-ink",
                  )}
                >
                  {unread > MOST_SHOWN ? `${format.count(MOST_SHOWN)}+` : format.count(unread)}
                </span>
              )}
            </span>
          }
        />
      }
    >
      <p className="px-4 pt-3 pb-2 font-semibold text-sm">{t("title")}</p>
      <Latest summary={summary.data} failed={summary.isError} onNavigate={() => setOpen(false)} />
      <Link
        href="/alerts"
        onClick={() => setOpen(false)}
        className="block rounded-b-lg border-t px-4 py-2.5 text-center font-medium text-accent-text text-sm -outline-offset-2 hover:bg-hover"
      >
        {t("all")}
      </Link>
    </Popover>
  );
}

function Latest(props: { summary: AlertSummaryJson | undefined; failed: boolean; onNavigate: () => void }) {
  const t = useTranslations("alerts.bell");
  const textOf = useAlertText();
  const { summary, failed, onNavigate } = props;
  if (!summary) {
    return failed ? (
      <p role="alert" className="px-4 pb-4 text-ink-muted text-sm">
        {t("error")}
      </p>
    ) : (
      <div className="flex flex-col gap-2 px-4 pb-4">
        <Skeleton className="w-3/4" />
        <Skeleton className="w-1/2" />
      </div>
    );
  }
  if (summary.latest.length === 0) {
    return (
      <p className="flex items-center gap-2 px-4 pb-4 text-ink-muted text-sm">
        <CircleCheck aria-hidden className="size-4 text-success" />
        {t("empty")}
      </p>
    );
  }
  const more = summary.unread - summary.latest.length;
  return (
    <>
      <ul className="divide-y divide-line border-t">
        {summary.latest.map((alert) => {
          const { title, href } = textOf(alert);
          return (
            <li key={alert.id}>
              <Link
                href={href}
                onClick={onNavigate}
                className="flex items-start gap-3 px-4 py-2.5 -outline-offset-2 hover:bg-hover"
              >
                <AlertIcon alert={alert} />
                <span className="min-w-0 flex-1">
                  <span className="line-clamp-2 break-words text-sm">{title}</span>
                  <span className="block truncate text-ink-subtle text-xs">
                    {/* Of a limit of the whole team its name stands in the sentence. */}
                    {alert.facts.teamName && alert.facts.scope !== "team" && <>{alert.facts.teamName} · </>}
                    <RelativeTime date={alert.openedAt} />
                  </span>
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      {more > 0 && <p className="border-t px-4 py-2 text-ink-subtle text-xs">{t("more", { count: more })}</p>}
    </>
  );
}
