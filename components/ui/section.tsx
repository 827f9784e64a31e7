import { type ReactNode, useId } from "react";
import { cn } from "#components/ui/cn.ts";

export interface SectionProps {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** `split` puts the heading in a column of its own from `lg` up: settings pages. */
  layout?: "stacked" | "split";
  id?: string;
  className?: string;
  children: ReactNode;
}

export function Section({ title, description, actions, layout = "stacked", id, className, children }: SectionProps) {
  const headingId = useId();
  return (
    <section
      id={id}
      aria-labelledby={headingId}
      className={cn(
        "scroll-mt-20",
        layout === "split" && "grid gap-x-8 gap-y-3 lg:grid-cols-[16rem_minmax(0,1fr)]",
        className,
      )}
    >
      <div
        className={cn(
          "flex flex-wrap items-start justify-between gap-x-4 gap-y-2",
          layout === "stacked" ? "mb-3" : "flex-col justify-start",
        )}
      >
        <div className={cn("min-w-0", layout === "stacked" && "flex-1 basis-60")}>
          <h2 id={headingId} className="font-semibold text-base">
            {title}
          </h2>
          {description && <p className="text-ink-muted text-sm">{description}</p>}
        </div>
        {actions && <div className="flex shrink-0 flex-wrap gap-2">{actions}</div>}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
