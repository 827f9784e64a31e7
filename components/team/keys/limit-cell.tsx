"use client";

import { useTranslations } from "next-intl";
import { fullestOf } from "#components/team/keys/key-words.ts";
import { useLimitWords } from "#components/team/limits/use-limit-words.ts";
import { QuotaBar } from "#components/ui/quota-bar.tsx";
import { useFormat } from "#components/use-format.ts";
import type { TeamKeyJson } from "#lib/http/resources/keys.ts";

/** How full the fullest of a key's own limits is. */
export function LimitCell({ apiKey }: { apiKey: TeamKeyJson }) {
  const t = useTranslations("keys");
  const format = useFormat();
  const words = useLimitWords();
  const limit = fullestOf(apiKey);
  if (!limit) return <span className="text-ink-subtle">{t("noLimit")}</span>;
  return (
    <div className="w-40">
      <div className="mb-1 flex items-baseline justify-between gap-3 text-xs">
        <span className="truncate text-ink-muted">{words.label(limit)}</span>
        <span className="tnum font-medium">{format.share(Number(limit.used) / Number(limit.amount))}</span>
      </div>
      <QuotaBar
        compact
        label={`${apiKey.name}: ${words.label(limit)}`}
        used={limit.used}
        limit={limit.amount}
        usedText={words.amount(limit.unit, limit.used)}
        limitText={words.amount(limit.unit, limit.amount)}
      />
    </div>
  );
}
