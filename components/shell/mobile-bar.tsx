"use client";

import { Menu, Search } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AlertsBell } from "#components/alerts/alerts-bell.tsx";
import { usePalette } from "#components/shell/commands.tsx";
import { Logo } from "#components/shell/logo.tsx";
import { Sidebar, type SidebarProps } from "#components/shell/sidebar.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useWanted } from "#components/ui/use-wanted.ts";

const Sheet = dynamic(() => import("#components/ui/sheet.tsx").then((m) => m.Sheet), { ssr: false });

/** The top bar of narrow screens, with the sidebar in a sheet. */
export function MobileBar(props: Omit<SidebarProps, "onNavigate">) {
  const [open, setOpen] = useState(false);
  const wanted = useWanted(open);
  const t = useTranslations("shell.nav");
  const { setOpen: setPaletteOpen } = usePalette();
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-1 border-b bg-canvas/92 px-2 backdrop-blur-sm md:hidden">
      <IconButton
        label={t("open")}
        tooltip={false}
        size="lg"
        icon={<Menu aria-hidden />}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      {wanted && (
        <Sheet side="start" open={open} onOpenChange={setOpen} title={t("title")} hideTitle className="w-72 bg-canvas">
          <Sidebar {...props} onNavigate={() => setOpen(false)} />
        </Sheet>
      )}
      <Link href="/" className="me-auto flex items-center rounded-md px-1">
        <Logo />
      </Link>
      <IconButton
        label={t("search")}
        tooltip={false}
        size="lg"
        icon={<Search aria-hidden />}
        onClick={() => setPaletteOpen(true)}
      />
      <AlertsBell size="lg" />
    </header>
  );
}
