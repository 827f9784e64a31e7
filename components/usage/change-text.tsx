import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormat } from "#components/use-format.ts";

/** How much more or less it is than before; nothing where there was none of it. */
export function ChangeText({ before, now, title }: { before: number; now: number; title: string }) {
  const t = useTranslations("usage.totals");
  const format = useFormat();
  if (before === 0) return null;
  const delta = now / before - 1;
  const direction = Math.abs(delta) < 0.0005 ? "same" : delta > 0 ? "up" : "down";
  const Icon = { same: ArrowRight, up: ArrowUpRight, down: ArrowDownRight }[direction];
  return (
    <span title={title} className="tnum flex items-center gap-0.5 font-medium text-ink-muted text-xs">
      <Icon aria-hidden className="size-3.5 rtl:-scale-x-100" />
      <span className="sr-only">{t(direction)}</span>
      {format.change(delta)}
    </span>
  );
}
