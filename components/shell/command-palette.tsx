"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { Command as Cmdk } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { type Command, useAllCommands, usePalette } from "#components/shell/commands.tsx";
import { matchScore } from "#components/shell/match-score.ts";
import { PaletteItem } from "#components/shell/palette-item.tsx";
import { usePageActions } from "#components/shell/use-page-actions.tsx";
import { useTeamCommands } from "#components/shell/use-team-commands.tsx";
import { useTeamSearch } from "#components/shell/use-team-search.ts";
import { backdropClass } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

/** Loaded when it is first opened. Every registered command, and every team and its pages. */
export function CommandPalette() {
  const t = useTranslations("shell.palette");
  const { open, setOpen } = usePalette();
  const commands = useAllCommands();
  const router = useRouter();
  const inputRef = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const teams = useTeamSearch(typed, { enabled: open });
  const teamCommands = useTeamCommands(teams.data, typed);
  const pageActions = usePageActions(open);
  const afterwards = useRef<(() => void) | undefined>(undefined);
  const all = new Map([...pageActions, ...commands, ...teamCommands].map((command) => [command.id, command]));
  const groups = Map.groupBy(all.values(), (command) => command.group);

  function run(command: Command) {
    // What it does may open a dialog: the focus has to have left this one.
    afterwards.current = command.onSelect;
    setOpen(false);
    if (command.href) router.push(command.href);
  }

  return (
    <BaseDialog.Root
      open={open}
      onOpenChange={setOpen}
      onOpenChangeComplete={(isOpen) => {
        if (isOpen) return;
        setTyped("");
        afterwards.current?.();
        afterwards.current = undefined;
      }}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Viewport className="fixed inset-0 z-50 flex items-start justify-center px-3 pt-[10vh]">
          <BaseDialog.Popup
            initialFocus={inputRef}
            className="w-full max-w-xl overflow-hidden rounded-xl bg-raised text-ink shadow-pop outline-none transition-[opacity,scale] duration-100 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
          >
            <BaseDialog.Title className="sr-only">{t("title")}</BaseDialog.Title>
            <Cmdk label={t("title")} loop filter={matchScore}>
              <div className="flex items-center gap-2.5 border-b px-4">
                <Search aria-hidden className="size-4 shrink-0 text-ink-subtle" />
                <Cmdk.Input
                  ref={inputRef}
                  value={typed}
                  onValueChange={setTyped}
                  placeholder={t("placeholder")}
                  className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-ink-subtle any-pointer-coarse:text-lg"
                />
                <Kbd className="any-pointer-coarse:hidden">Esc</Kbd>
              </div>
              <Cmdk.List className="max-h-[min(24rem,60vh)] scroll-py-2 overflow-y-auto overscroll-contain p-2">
                <Cmdk.Empty className="py-10 text-center text-ink-subtle text-sm">
                  {teams.isFetching ? t("searching") : t("empty")}
                </Cmdk.Empty>
                {[...groups].map(([group, entries]) => (
                  <Cmdk.Group
                    key={group}
                    heading={group}
                    className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-ink-subtle"
                  >
                    {entries.map((command) => (
                      <PaletteItem key={command.id} command={command} onRun={run} />
                    ))}
                  </Cmdk.Group>
                ))}
              </Cmdk.List>
            </Cmdk>
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
