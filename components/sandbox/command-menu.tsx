import { useTranslations } from "next-intl";
import type { BotCommand } from "#components/sandbox/sandbox-types.ts";
import { cn } from "#components/ui/cn.ts";

export interface CommandMenuProps {
  id: string;
  commands: readonly BotCommand[];
  active: string;
  onChoose: (command: string) => void;
}

/** What the bot has told Telegram it understands; the text field above keeps the focus. */
export function CommandMenu({ id, commands, active, onChoose }: CommandMenuProps) {
  const t = useTranslations("sandbox.composer");
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t("commands")}
      className="absolute inset-x-2 bottom-full z-10 mb-1 max-h-64 overflow-y-auto rounded-lg bg-raised p-1 shadow-pop"
    >
      {commands.map(({ command, description }) => (
        <div
          key={command}
          id={`${id}-${command}`}
          role="option"
          tabIndex={-1}
          aria-selected={command === active}
          // Before the click, the text field would lose the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(command)}
          onKeyDown={(event) => event.key === "Enter" && onChoose(command)}
          className={cn(
            "flex cursor-default items-baseline gap-3 rounded-sm px-2.5 py-1.5 hover:bg-hover any-pointer-coarse:py-2.5",
            command === active && "bg-hover",
          )}
        >
          <bdi className="font-medium">/{command}</bdi>
          <span className="truncate text-ink-muted text-xs">{description}</span>
        </div>
      ))}
    </div>
  );
}
