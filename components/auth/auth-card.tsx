import type { ReactNode } from "react";

export interface AuthCardProps {
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
}

/** The one card of a page outside of the dashboard. */
export function AuthCard({ title, description, children, footer }: AuthCardProps) {
  return (
    <div className="w-full max-w-sm">
      <div className="rounded-xl border bg-surface p-6 shadow-pop sm:p-7">
        <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
        {description && <p className="mt-1 text-ink-muted text-sm">{description}</p>}
        {children && <div className="mt-5">{children}</div>}
      </div>
      {footer && <p className="mt-4 text-balance text-center text-ink-subtle text-xs">{footer}</p>}
    </div>
  );
}
