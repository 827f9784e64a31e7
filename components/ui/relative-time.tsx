"use client";

import { useSyncExternalStore } from "react";
import { formatDateTime, formatRelative } from "#components/format.ts";
import { Tooltip } from "#components/ui/tooltip.tsx";

export interface RelativeTimeProps {
  date: string | number | Date;
  /** IANA zone for the exact time; the viewer's own when left out. */
  timeZone?: string;
  className?: string;
}

/** "3 min ago", kept current; the exact time with its zone on hover. */
export function RelativeTime({ date, timeZone, className }: RelativeTimeProps) {
  const now = useSyncExternalStore(subscribe, getNow, getServerNow);
  const at = new Date(date);
  return (
    <Tooltip content={<span className="tnum">{formatDateTime(at, { timeZone, zone: true })}</span>}>
      {/* The server's clock and the viewer's may differ by a moment; the viewer's wins. */}
      <time dateTime={at.toISOString()} className={className} suppressHydrationWarning>
        {formatRelative(at, now ?? Date.now())}
      </time>
    </Tooltip>
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
