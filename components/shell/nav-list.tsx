"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { NavItem } from "#components/shell/nav-items.ts";

/** The entries of the sidebar; `onNavigate` closes the sheet they are in on a phone. */
export function NavList({ items, onNavigate }: { items: readonly NavItem[]; onNavigate?: () => void }) {
  const t = useTranslations("shell.nav");
  const pathname = usePathname();
  return (
    <nav aria-label={t("label")}>
      <ul className="flex flex-col gap-0.5">
        {items
          .filter(({ paletteOnly }) => !paletteOnly)
          .map(({ id, href, icon: Icon }) => {
            const isCurrent = href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
            return (
              <li key={href}>
                <Link
                  href={href}
                  onClick={onNavigate}
                  aria-current={isCurrent ? "page" : undefined}
                  className="group flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-ink-muted text-sm transition-colors hover:bg-hover hover:text-ink aria-[current]:bg-active aria-[current]:text-ink any-pointer-coarse:h-10"
                >
                  <Icon
                    aria-hidden
                    className="size-4 shrink-0 text-ink-subtle group-hover:text-ink-muted group-aria-[current]:text-accent-text"
                  />
                  <span className="truncate">{t(id)}</span>
                </Link>
              </li>
            );
          })}
      </ul>
    </nav>
  );
}
