import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** One sentence that teaches what belongs here and what to do next. */
  description?: ReactNode;
  action?: ReactNode;
  className?: string;
}

export function EmptyState({ icon, title, description, action, className }: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-center px-6 py-12 text-center", className)}>
      {icon && (
        <div
          aria-hidden
          className="mb-3 grid size-10 place-items-center rounded-lg border bg-canvas text-ink-subtle [&_svg]:size-5 dark:bg-raised"
        >
          {icon}
        </div>
      )}
      <p className="font-semibold text-base">{title}</p>
      {description && <p className="mt-1 max-w-sm text-balance text-ink-muted text-sm">{description}</p>}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
