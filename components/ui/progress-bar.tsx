import { Progress } from "@base-ui/react/progress";
import { cn } from "#components/ui/cn.ts";

export interface ProgressBarProps {
  /** Names what is under way. */
  label: string;
  /** Out of `total`, in the order in which they stand in the bar. */
  done: number;
  failed?: number;
  total: number;
  /** Spoken by screen readers: "12 of 340". */
  valueText: string;
  /** It stands still: paused, cancelled. */
  idle?: boolean;
  className?: string;
}

/** How far something is, and how much of it has failed. */
export function ProgressBar({ label, done, failed = 0, total, valueText, idle, className }: ProgressBarProps) {
  const percent = (count: number) => (total === 0 ? 0 : Math.min(100, (count / total) * 100));
  return (
    <Progress.Root
      aria-label={label}
      value={percent(done + failed)}
      getAriaValueText={() => valueText}
      className={className}
    >
      <Progress.Track className="flex h-1.5 overflow-hidden rounded-full bg-active">
        <div
          className={cn("transition-[width] duration-500", idle ? "bg-ink-subtle" : "bg-accent")}
          style={{ width: `${percent(done)}%` }}
        />
        <div className="bg-danger transition-[width] duration-500" style={{ width: `${percent(failed)}%` }} />
      </Progress.Track>
    </Progress.Root>
  );
}
