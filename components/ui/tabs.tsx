"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { cn } from "#components/ui/cn.ts";

export interface TabLink {
  href: string;
  label: string;
  count?: number;
}

/** Every tab is a URL. The longest `href` that the path starts with is the current one. Scrolls sideways on a phone. */
export function LinkTabs({ label, tabs, className }: { label: string; tabs: readonly TabLink[]; className?: string }) {
  const pathname = usePathname();
  const current = tabs
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0]?.href;
  const currentRef = useRef<HTMLAnchorElement>(null);

  useEffect(() => {
    if (current) currentRef.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);

  return (
    <nav aria-label={label} className={cn("no-scrollbar overflow-x-auto border-b", className)}>
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              ref={tab.href === current ? currentRef : undefined}
              href={tab.href}
              aria-current={tab.href === current ? "page" : undefined}
              className="group relative flex h-9 items-center rounded-md font-medium text-ink-muted text-sm -outline-offset-2 after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-full hover:text-ink aria-[current]:text-ink aria-[current]:after:bg-accent-text"
            >
              <span className="flex items-center gap-1.5 whitespace-nowrap rounded-md px-2 py-1 group-hover:bg-hover">
                {tab.label}
                {tab.count !== undefined && (
                  <span className="tnum rounded-full bg-active px-1.5 text-2xs text-ink-muted">{tab.count}</span>
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
