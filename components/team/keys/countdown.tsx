"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

/** "6 d 4 h", "2 h 14 min", "4 min 9 s": what is left until a moment, running. */
export function Countdown({ until }: { until: string }) {
  const t = useTranslations("keys.countdown");
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.round((new Date(until).getTime() - now) / 1_000));
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), left < 3_600 ? 1_000 : 30_000);
    return () => clearInterval(timer);
  }, [left]);
  const [days, hours, minutes] = [Math.floor(left / 86_400), Math.floor(left / 3_600) % 24, Math.floor(left / 60) % 60];
  return (
    <time dateTime={until} className="tnum" suppressHydrationWarning>
      {days > 0
        ? t("days", { days, hours })
        : hours > 0
          ? t("hours", { hours, minutes })
          : t("minutes", { minutes, seconds: left % 60 })}
    </time>
  );
}
