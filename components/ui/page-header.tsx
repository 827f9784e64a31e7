import type { ReactNode } from "react";
import { Breadcrumbs, type Crumb } from "#components/ui/breadcrumbs.tsx";
import { cn } from "#components/ui/cn.ts";

export interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** The way up; the page itself is left out. */
  breadcrumbs?: readonly Crumb[];
  /** Beside the title: a status badge. */
  badge?: ReactNode;
  /** An avatar or an icon before the title. */
  icon?: ReactNode;
  actions?: ReactNode;
  /** `LinkTabs`; they stand on the header's own line. */
  tabs?: ReactNode;
  className?: string;
}

export function PageHeader({
  title,
  description,
  breadcrumbs,
  badge,
  icon,
  actions,
  tabs,
  className,
}: PageHeaderProps) {
  return (
    <header className={cn("mb-6", className)}>
      {breadcrumbs && <Breadcrumbs items={breadcrumbs} className="mb-1.5" />}
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3 sm:items-center">
        {/* A lone icon stands beside the title on a phone as well; what is wider stands below it. */}
        <div className="min-w-0 flex-1 basis-60">
          <div className="flex flex-wrap items-center gap-2.5">
            {icon}
            <h1 className="min-w-0 break-words font-semibold text-xl tracking-tight">{title}</h1>
            {badge}
          </div>
          {description && <p className="mt-0.5 max-w-2xl text-ink-muted text-sm">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {tabs && <div className="mt-4">{tabs}</div>}
    </header>
  );
}
