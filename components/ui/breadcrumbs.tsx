import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

export interface Crumb {
  label: ReactNode;
  /** Left out for the page itself. */
  href?: string;
}

/** The way up from a page, widest first. The page itself may stand last, without a link. */
export function Breadcrumbs({ items, className }: { items: readonly Crumb[]; className?: string }) {
  const t = useTranslations("ui.breadcrumbs");
  if (items.length === 0) return null;
  return (
    <nav aria-label={t("label")} className={cn("min-w-0", className)}>
      <ol className="flex min-w-0 flex-wrap items-center gap-x-1 text-ink-subtle text-xs">
        {items.map(({ label, href }, index) => (
          <li key={href ?? "page"} className="flex min-w-0 max-w-60 items-center gap-1">
            {href ? (
              <Link href={href} className="truncate rounded-sm py-0.5 transition-colors hover:text-ink">
                {label}
              </Link>
            ) : (
              <span aria-current="page" className="truncate text-ink-muted">
                {label}
              </span>
            )}
            {(href || index < items.length - 1) && (
              <ChevronRight aria-hidden className="size-3 shrink-0 rtl:-scale-x-100" />
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
