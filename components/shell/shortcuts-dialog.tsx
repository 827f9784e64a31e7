"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { NavItem } from "#components/shell/nav-items.ts";
import { ShortcutText } from "#components/shell/shortcut-text.tsx";
import { Dialog, DialogBody } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

export interface ShortcutsDialogProps {
  items: readonly NavItem[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function ShortcutsDialog({ items, open, onOpenChange }: ShortcutsDialogProps) {
  const t = useTranslations("shell");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("shortcuts.title")}>
      <DialogBody className="gap-5 pb-5">
        <ShortcutGroup title={t("shortcuts.anywhere")}>
          <Shortcut label={t("shortcuts.palette")}>
            <Kbd>
              <ShortcutText letter="K" />
            </Kbd>
          </Shortcut>
          <Shortcut label={t("shortcuts.save")}>
            <Kbd>
              <ShortcutText letter="↵" />
            </Kbd>
          </Shortcut>
          <Shortcut label={t("shortcuts.help")}>
            <Kbd>?</Kbd>
          </Shortcut>
        </ShortcutGroup>
        <ShortcutGroup title={t("shortcuts.goTo")}>
          {items.map(
            ({ id, letter }) =>
              letter && (
                <Shortcut key={id} label={t(`nav.${id}`)}>
                  <Kbd>G</Kbd>
                  <span className="text-2xs text-ink-subtle">{t("shortcuts.then")}</span>
                  <Kbd>{letter.toUpperCase()}</Kbd>
                </Shortcut>
              ),
          )}
        </ShortcutGroup>
      </DialogBody>
    </Dialog>
  );
}

function ShortcutGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-medium text-ink-subtle text-xs">{title}</h3>
      <dl className="grid gap-x-8 sm:grid-cols-2">{children}</dl>
    </section>
  );
}

function Shortcut({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-8 items-center justify-between gap-3">
      <dt className="text-sm">{label}</dt>
      <dd className="flex items-center gap-1.5">{children}</dd>
    </div>
  );
}
