"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { Command as Cmdk } from "cmdk";
import { CornerDownLeft, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { type Command, usePalette } from "#components/shell/commands.tsx";
import { cn } from "#components/ui/cn.ts";
import { listItem } from "#components/ui/control.ts";
import { backdropClass } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

/** Loaded when it is first opened. Every registered command, searched by label, keywords, hint and group. */
export function CommandPalette() {
  const { open, setOpen, commands } = usePalette();
  const router = useRouter();
  const inputRef = useRef<HTMLInputElement>(null);
  const groups = Map.groupBy(commands, (command) => command.group);

  function run(command: Command) {
    setOpen(false);
    if (command.href) router.push(command.href);
    command.onSelect?.();
  }

  return (
    <BaseDialog.Root open={open} onOpenChange={setOpen}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Viewport className="fixed inset-0 z-50 flex items-start justify-center px-3 pt-[10vh]">
          <BaseDialog.Popup
            initialFocus={inputRef}
            className="w-full max-w-xl overflow-hidden rounded-xl bg-raised text-ink shadow-pop outline-none transition-[opacity,scale] duration-100 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
          >
            <BaseDialog.Title className="sr-only">Command palette</BaseDialog.Title>
            <Cmdk label="Command palette" loop>
              <div className="flex items-center gap-2.5 border-b px-4">
                <Search aria-hidden className="size-4 shrink-0 text-ink-subtle" />
                <Cmdk.Input
                  ref={inputRef}
                  placeholder="Go to a page, a team, or do something…"
                  className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-ink-subtle any-pointer-coarse:text-lg"
                />
                <Kbd>Esc</Kbd>
              </div>
              <Cmdk.List className="max-h-[min(24rem,60vh)] scroll-py-2 overflow-y-auto overscroll-contain p-2">
                <Cmdk.Empty className="py-10 text-center text-ink-subtle text-sm">Nothing matches.</Cmdk.Empty>
                {[...groups].map(([group, entries]) => (
                  <Cmdk.Group
                    key={group}
                    heading={group}
                    className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-ink-subtle"
                  >
                    {entries.map((command) => (
                      <Cmdk.Item
                        key={command.id}
                        value={command.id}
                        keywords={[command.label, command.keywords ?? "", command.hint ?? "", group]}
                        onSelect={() => run(command)}
                        className={cn(
                          listItem,
                          "group min-h-9 gap-2.5 rounded-md data-[disabled=false]:opacity-100 data-[selected=true]:bg-hover [&_svg]:text-ink-subtle",
                        )}
                      >
                        {command.icon}
                        <span className="truncate">{command.label}</span>
                        {command.hint && <span className="truncate text-ink-subtle text-xs">{command.hint}</span>}
                        <CornerDownLeft
                          aria-hidden
                          className="ms-auto size-3.5! opacity-0 group-data-[selected=true]:opacity-100 rtl:-scale-x-100"
                        />
                      </Cmdk.Item>
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
