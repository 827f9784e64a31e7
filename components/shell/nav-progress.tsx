"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

const SHOW_AFTER_MS = 120;
const GIVE_UP_AFTER_MS = 15_000;

/** A thin bar along the top while a followed link's page is on its way; pages that come at once never show it. */
export function NavProgress() {
  const t = useTranslations("shell");
  const place = `${usePathname()}?${useSearchParams()}`;
  const [leaving, setLeaving] = useState<string | null>(null);
  const busy = leaving === place;

  useEffect(() => {
    function onClick(event: MouseEvent) {
      // next/link prevents the browser's own navigation; whatever it hasn't is none of ours (new tab, download).
      if (!event.defaultPrevented || !(event.target instanceof Element)) return;
      const link = event.target.closest<HTMLAnchorElement>("a[href]");
      if (!link || link.origin !== location.origin) return;
      if (link.pathname === location.pathname && link.search === location.search) return;
      timer = setTimeout(() => setLeaving(place), SHOW_AFTER_MS);
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    document.addEventListener("click", onClick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("click", onClick);
    };
  }, [place]);

  useEffect(() => {
    if (!busy) return;
    const timer = setTimeout(() => setLeaving(null), GIVE_UP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [busy]);

  if (!busy) return null;
  return (
    <div role="progressbar" aria-label={t("loadingPage")} className="fixed inset-x-0 top-0 z-60 h-0.5">
      <div className="h-full origin-left animate-progress bg-accent rtl:origin-right" />
    </div>
  );
}
