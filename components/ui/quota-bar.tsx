import { Meter } from "@base-ui/react/meter";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { useFormat } from "#components/use-format.ts";

export interface QuotaBarProps {
  /** Names what is counted: "Tokens this month". */
  label: string;
  /** Numbers, or integers as text where they may pass 2^53 (nano-USD). */
  used: number | string;
  /** Null is no limit: the bar shows use alone. */
  limit: number | string | null;
  /** Where the soft alert is raised, in percent of the limit. */
  softPercent?: number | null;
  /** The figures in words; spoken by screen readers. */
  usedText: string;
  limitText?: string;
  /** After the figures: when it resets, when it will run out. */
  note?: ReactNode;
  /** The bar alone, for a table cell. The figures are still spoken. */
  compact?: boolean;
  className?: string;
}

/** The accent below the soft mark, amber from there, red when it is used up; the figures say the same in words. */
export function QuotaBar({
  label,
  used,
  limit,
  softPercent,
  usedText,
  limitText,
  note,
  compact,
  className,
}: QuotaBarProps) {
  const t = useTranslations("ui.quota");
  const format = useFormat();
  const share = limit === null || Number(limit) <= 0 ? null : Number(used) / Number(limit);
  const percent = share === null ? 0 : Math.min(100, Math.max(0, share * 100));
  const tone = share === null ? "idle" : share >= 1 ? "over" : percent >= (softPercent ?? 80) ? "near" : "fine";
  return (
    <div className={cn("min-w-0", className)}>
      {!compact && (
        <div className="mb-1.5 flex items-baseline justify-between gap-3 text-sm">
          <span className="truncate font-medium">{label}</span>
          <span className="tnum shrink-0 text-ink-muted">
            <span className="font-medium text-ink">{usedText}</span>
            {limitText && <> {t("of", { limit: limitText })}</>}
          </span>
        </div>
      )}
      <Meter.Root
        aria-label={label}
        value={percent}
        getAriaValueText={() => (limitText ? t("spoken", { used: usedText, limit: limitText }) : usedText)}
      >
        <Meter.Track className={cn("relative rounded-full bg-active", compact ? "h-1" : "h-1.5")}>
          <Meter.Indicator
            className={cn(
              "rounded-full transition-[width] duration-300",
              { idle: "bg-ink-subtle", fine: "bg-accent", near: "bg-warning", over: "bg-danger" }[tone],
              percent > 0 && "min-w-1",
            )}
          />
          {share !== null && softPercent && softPercent < 100 && (
            <div
              aria-hidden
              title={t("softMark", { share: format.share(softPercent / 100) })}
              className="absolute -inset-y-0.5 w-0.5 rounded-full bg-ink-muted ring-1 ring-surface"
              style={{ insetInlineStart: `${softPercent}%` }}
            />
          )}
        </Meter.Track>
      </Meter.Root>
      {!compact && note && <div className="mt-1.5 text-ink-subtle text-xs">{note}</div>}
    </div>
  );
}
