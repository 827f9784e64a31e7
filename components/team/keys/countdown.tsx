"use client";

import { useEffect, useState } from "react";

/** "6 d 4 h", "2 h 14 min", "4 min 09 s": what is left until a moment, running. */
export function Countdown({ until }: { until: string }) {
  const [now, setNow] = useState(() => Date.now());
  const seconds = Math.max(0, Math.round((new Date(until).getTime() - now) / 1_000));
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), seconds < 3_600 ? 1_000 : 30_000);
    return () => clearInterval(timer);
  }, [seconds]);
  return (
    <time dateTime={until} className="tnum" suppressHydrationWarning>
      {inWords(seconds)}
    </time>
  );
}

function inWords(seconds: number) {
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return `${minutes} min ${String(seconds % 60).padStart(2, "0")} s`;
}
