"use client";

import { useTranslations } from "next-intl";
import { Countdown } from "#components/team/keys/countdown.tsx";
import { isWorking, STATUS_TONES } from "#components/team/keys/key-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { KeyJson } from "#lib/http/resources/keys.ts";

/** A key's status; of a rotated one how long it still works. */
export function KeyStatus({ apiKey, countdown = true }: { apiKey: KeyJson; countdown?: boolean }) {
  const t = useTranslations("keys");
  const { status, graceUntil } = apiKey;
  return (
    <span className="flex flex-col items-start gap-1">
      <Badge tone={STATUS_TONES[status]} dot={isWorking(apiKey)}>
        {t(`status.${status}`)}
      </Badge>
      {countdown && status === "rotating" && graceUntil && (
        <span className="max-w-28 whitespace-normal text-ink-muted text-xs sm:max-w-none">
          {t.rich("worksFor", { time: () => <Countdown until={graceUntil} /> })}
        </span>
      )}
    </span>
  );
}
