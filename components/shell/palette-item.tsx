"use client";

import { Command as Cmdk } from "cmdk";
import { CornerDownLeft } from "lucide-react";
import type { Command } from "#components/shell/commands.tsx";
import { cn } from "#components/ui/cn.ts";
import { listItem } from "#components/ui/control.ts";
import { Kbd } from "#components/ui/kbd.tsx";

export function PaletteItem({ command, onRun }: { command: Command; onRun: (command: Command) => void }) {
  const { id, label, keywords, hint, group, shortcut, icon } = command;
  return (
    <Cmdk.Item
      value={id}
      keywords={[label, keywords ?? "", hint ?? "", group]}
      onSelect={() => onRun(command)}
      className={cn(
        listItem,
        "group min-h-9 gap-2.5 rounded-md data-[disabled=false]:opacity-100 data-[selected=true]:bg-hover [&_svg]:text-ink-subtle",
      )}
    >
      {icon}
      <span className="truncate">{label}</span>
      {hint && <span className="truncate text-ink-subtle text-xs">{hint}</span>}
      <span className="ms-auto flex items-center gap-1 any-pointer-coarse:hidden">
        {shortcut?.split(" ").map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </span>
      <CornerDownLeft
        aria-hidden
        className="size-3.5! opacity-0 group-data-[selected=true]:opacity-100 rtl:-scale-x-100"
      />
    </Cmdk.Item>
  );
}
