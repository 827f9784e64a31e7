"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { useFormat } from "#components/use-format.ts";

export interface RelativeTimeProps {
  date: string | number | Date;
  /** The team's IANA zone: the exact time is shown in it too where it differs from the viewer's. */
  timeZone?: string;
  className?: string;
}

/** "3 min. ago", kept current; on hover the exact time in the viewer's zone, and in the team's. */
export function RelativeTime({ date, timeZone, className }: RelativeTimeProps) {
  const format = useFormat();
  const now = useSyncExternalStore(subscribe, getNow, getServerNow);
  const at = new Date(date);
  return (
    <Tooltip content={<ExactTime at={at} timeZone={timeZone} />}>
      {/* The server's clock and the viewer's may differ by a moment; the viewer's wins. */}
      <time dateTime={at.toISOString()} className={className} suppressHydrationWarning>
        {format.relative(at, now ?? Date.now())}
      </time>
    </Tooltip>
  );
}

function ExactTime({ at, timeZone }: { at: Date; timeZone?: string }) {
  const t = useTranslations("ui.time");
  const format = useFormat();
  const own = format.dateTime(at, { zone: true });
  const inTeam = timeZone && format.dateTime(at, { timeZone, zone: true });
  if (!inTeam || inTeam === own) return <span className="tnum">{own}</span>;
  return (
    <span className="tnum grid grid-cols-[auto_auto] gap-x-3">
      <span className="opacity-75">{t("you")}</span>
      <span>{own}</span>
      <span className="opacity-75">{t("team")}</span>
      <span>{inTeam}</span>
    </span>
  );
}

// One timer for every time on the page, running only while there is one.
const listeners = new Set<() => void>();
let current = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(tick, 20_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick() {
  current = Date.now();
  for (const listener of listeners) listener();
}

function getNow() {
  if (current === 0) current = Date.now();
  return current;
}

function getServerNow() {
  return null;
}
