"use client";

import { useEffect, useRef, useState } from "react";
import type { ActivityJson } from "#lib/http/resources/overview.ts";

export type ActivityTurn = ActivityJson["turns"][number];

export interface Activity {
  /** Newest first. */
  turns: readonly ActivityTurn[];
  /** Turns in the last minute, those included that are not told one by one. */
  perMinute: number;
  state: "connecting" | "live" | "offline";
}

const KEPT = 30;
const MINUTE_MS = 60_000;
const RETRY_MS = 10_000;

/** What happens in the viewer's teams, while the page is in sight and nobody holds it still. */
export function useActivity({ paused, teamId }: { paused: boolean; teamId?: string | undefined }): Activity {
  const [turns, setTurns] = useState<readonly ActivityTurn[]>([]);
  const [perMinute, setPerMinute] = useState(0);
  const [state, setState] = useState<Activity["state"]>("connecting");
  const counts = useRef<{ at: number; count: number }[]>([]);
  const visible = usePageVisible();

  useEffect(() => {
    if (paused || !visible) return;
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;

    function open() {
      source = new EventSource(`/api/admin/activity${teamId ? `?teamId=${teamId}` : ""}`);
      source.addEventListener("open", () => setState("live"));
      source.addEventListener("error", () => {
        setState("offline");
        // The browser itself only comes again after a connection that broke, not after a refusal.
        if (source?.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
      });
      source.addEventListener("turns", ({ data }: MessageEvent<string>) => {
        setState("live");
        const news = JSON.parse(data) as ActivityJson;
        counts.current.push(...newCounts(news));
        setPerMinute(inLastMinute(counts.current));
        setTurns((before) => merge(news.turns, before));
      });
    }

    open();
    const timer = setInterval(() => setPerMinute(inLastMinute(counts.current)), 5_000);
    return () => {
      clearInterval(timer);
      clearTimeout(retry);
      source?.close();
      setState("connecting");
    };
  }, [paused, visible, teamId]);

  return { turns, perMinute, state };
}

/** A connection that comes again is told the newest turns again. */
function merge(news: readonly ActivityTurn[], before: readonly ActivityTurn[]): readonly ActivityTurn[] {
  const byId = new Map([...before, ...news].map((turn) => [turn.turnId, turn]));
  return [...byId.values()].sort((a, b) => b.occurredAt.localeCompare(a.occurredAt)).slice(0, KEPT);
}

function newCounts({ turns, count }: ActivityJson) {
  const untold = count - turns.length;
  return [
    ...turns.map(({ occurredAt }) => ({ at: Date.parse(occurredAt), count: 1 })),
    ...(untold > 0 ? [{ at: Date.now(), count: untold }] : []),
  ];
}

function inLastMinute(counts: { at: number; count: number }[]) {
  const since = Date.now() - MINUTE_MS;
  counts.splice(0, counts.length, ...counts.filter(({ at }) => at >= since));
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** An open stream takes one of the browser's six connections: a page in the background gives it back. */
function usePageVisible() {
  const [visible, setVisible] = useState(true);
  useEffect(() => {
    const update = () => setVisible(document.visibilityState === "visible");
    update();
    document.addEventListener("visibilitychange", update);
    return () => document.removeEventListener("visibilitychange", update);
  }, []);
  return visible;
}
