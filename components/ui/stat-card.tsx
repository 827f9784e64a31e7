import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";

export interface StatCardProps {
  label: string;
  /** Formatted; null while it loads. */
  value: string | null;
  /** Change against the period before, as a share: 0.12 is 12 % more. Null when there is nothing to compare with. */
  delta?: number | null;
  /** Whether more is better: colours the change. Cost and errors are "down". */
  better?: "up" | "down" | "neither";
  /** What the change compares with: "vs. the 30 days before". */
  deltaNote?: string;
  /** Where the figure is counted: the whole card is the link. */
  href?: string;
  /** A `Sparkline`. */
  chart?: ReactNode;
  className?: string;
}

export function StatCard({
  label,
  value,
  delta,
  better = "neither",
  deltaNote,
  href,
  chart,
  className,
}: StatCardProps) {
  return (
    <div
      className={cn(
        "group @container relative flex min-w-0 flex-col rounded-lg border bg-surface p-4 transition-colors",
        href && "hover:border-line-strong",
        className,
      )}
    >
      <p className="flex items-center justify-between gap-2 text-ink-muted text-sm">
        {href ? (
          <Link
            href={href}
            className="text-balance after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus"
          >
            {label}
          </Link>
        ) : (
          <span className="text-balance">{label}</span>
        )}
        {href && (
          <ArrowRight
            aria-hidden
            className="size-3.5 shrink-0 text-ink-subtle opacity-0 transition-opacity group-hover:opacity-100 rtl:-scale-x-100"
          />
        )}
      </p>
      <div className="mt-1 flex min-h-8 items-end justify-between gap-3">
        {value === null ? (
          <Skeleton className="h-7 w-24" />
        ) : (
          <p className="tnum min-w-0 text-balance font-semibold text-xl tracking-tight @[11rem]:text-2xl">{value}</p>
        )}
        {chart && <div className="hidden h-8 w-24 shrink-0 @[13rem]:block">{chart}</div>}
      </div>
      {delta !== undefined && value !== null && (
        <p className="mt-1 flex items-center gap-1.5 text-xs">
          <Delta delta={delta} better={better} />
          {deltaNote && <span className="hidden truncate text-ink-subtle @[12rem]:block">{deltaNote}</span>}
        </p>
      )}
    </div>
  );
}

function Delta({ delta, better }: { delta: number | null; better: "up" | "down" | "neither" }) {
  const t = useTranslations("ui.stat");
  const format = useFormat();
  if (delta === null) return <span className="text-ink-subtle">{t("nothing")}</span>;
  const flat = Math.abs(delta) < 0.0005;
  const good = better !== "neither" && delta > 0 === (better === "up");
  const Icon = flat ? ArrowRight : delta > 0 ? ArrowUpRight : ArrowDownRight;
  return (
    <span
      className={cn(
        "tnum inline-flex items-center gap-0.5 font-medium",
        flat || better === "neither" ? "text-ink-muted" : good ? "text-success-text" : "text-danger-text",
      )}
    >
      <Icon aria-hidden className="size-3.5 rtl:-scale-x-100" />
      <span className="sr-only">{flat ? t("unchanged") : delta > 0 ? t("up") : t("down")}</span>
      {format.change(delta)}
    </span>
  );
}
