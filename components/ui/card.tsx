import type { ComponentProps, ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

export interface CardProps extends Omit<ComponentProps<"section">, "title"> {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  /** Without padding, for a table or a chart that goes to the edges. */
  flush?: boolean;
  headingLevel?: 2 | 3;
}

export function Card({
  title,
  description,
  actions,
  footer,
  flush,
  headingLevel = 2,
  className,
  children,
  ...props
}: CardProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <section className={cn("min-w-0 overflow-hidden rounded-lg border bg-surface", className)} {...props}>
      {(title || actions) && (
        <header
          className={cn("flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-3", flush && "pb-3")}
        >
          <div className="min-w-0">
            {title && <Heading className="font-semibold text-base leading-6">{title}</Heading>}
            {description && <p className="text-ink-muted text-sm">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
      )}
      {flush ? children : <div className="p-4">{children}</div>}
      {footer && (
        <footer className="flex flex-wrap items-center justify-end gap-2 border-t bg-canvas px-4 py-2.5 text-ink-muted text-xs">
          {footer}
        </footer>
      )}
    </section>
  );
}
