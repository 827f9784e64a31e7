"use client";

import { AtSign, SendHorizontal, SquareSlash, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { CommandMenu } from "#components/sandbox/command-menu.tsx";
import { nameOf } from "#components/sandbox/message-words.ts";
import type { BotCommand, SandboxMessageJson } from "#components/sandbox/sandbox-types.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

const LONGEST = 4_096;

export interface ComposerProps {
  commands: readonly BotCommand[];
  /** The bot's user name, where it has to be mentioned to answer. */
  mention: string | null;
  replyTo: SandboxMessageJson | null;
  /** Rows of ready-made answers that the bot offers. */
  replyKeyboard: readonly (readonly string[])[];
  disabled: boolean;
  onCancelReply: () => void;
  onSend: (text: string) => void;
}

export function Composer({
  commands,
  mention,
  replyTo,
  replyKeyboard,
  disabled,
  onCancelReply,
  onSend,
}: ComposerProps) {
  const t = useTranslations("sandbox");
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState(false);
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const menuId = useId();
  const typed = /^\/(\w*)$/.exec(text)?.[1];
  const matches = typed === undefined || dismissed ? [] : commands.filter(({ command }) => command.startsWith(typed));
  const chosen = matches[Math.min(active, matches.length - 1)];

  useEffect(() => {
    if (replyTo) fieldRef.current?.focus();
  }, [replyTo]);

  function change(next: string) {
    setText(next);
    setActive(0);
    setDismissed(false);
  }

  function send(what: string) {
    if (what.trim() === "" || disabled) return;
    onSend(what.trim());
    change("");
    fieldRef.current?.focus();
  }

  function submit(event?: FormEvent) {
    event?.preventDefault();
    send(text);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (chosen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : matches.length - 1;
      setActive((Math.min(active, matches.length - 1) + step) % matches.length);
    } else if (chosen && event.key === "Tab") {
      event.preventDefault();
      change(`/${chosen.command} `);
    } else if (event.key === "Escape" && (chosen || replyTo)) {
      event.preventDefault();
      if (chosen) setDismissed(true);
      else onCancelReply();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send(chosen ? `/${chosen.command}` : text);
    }
  }

  return (
    <form onSubmit={submit} className="relative border-t bg-surface p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      {chosen && (
        <CommandMenu
          id={menuId}
          commands={matches}
          active={chosen.command}
          onChoose={(command) => send(`/${command}`)}
        />
      )}
      {replyTo && (
        <div className="mb-2 flex items-center gap-2 border-accent border-s-2 ps-2.5">
          <div className="min-w-0 flex-1 text-xs">
            <span className="block font-medium text-accent-text">
              {t("composer.replyTo", { name: nameOf(replyTo.from) ?? t("message.somebody") })}
            </span>
            <span className="block truncate text-ink-muted">{replyTo.text}</span>
          </div>
          <IconButton size="sm" label={t("composer.cancelReply")} icon={<X aria-hidden />} onClick={onCancelReply} />
        </div>
      )}
      {replyKeyboard.length > 0 && (
        <div className="mb-2 flex flex-col gap-1">
          {replyKeyboard.map((row) => (
            <div key={row.join("\n")} className="flex gap-1">
              {row.map((label) => (
                <Button key={label} size="sm" className="flex-1" onClick={() => send(label)}>
                  {label}
                </Button>
              ))}
            </div>
          ))}
        </div>
      )}
      <div className="flex items-end gap-1">
        {commands.length > 0 && (
          <IconButton
            label={t("composer.commands")}
            icon={<SquareSlash aria-hidden />}
            onClick={() => {
              change(chosen ? "" : "/");
              fieldRef.current?.focus();
            }}
          />
        )}
        {mention && (
          <IconButton
            label={t("composer.mention", { bot: mention })}
            icon={<AtSign aria-hidden />}
            onClick={() => {
              change(`@${mention} ${text}`);
              fieldRef.current?.focus();
            }}
          />
        )}
        <Textarea
          ref={fieldRef}
          rows={1}
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          maxLength={LONGEST}
          disabled={disabled}
          dir="auto"
          aria-label={t("composer.label")}
          aria-autocomplete="list"
          aria-controls={chosen ? menuId : undefined}
          aria-activedescendant={chosen ? `${menuId}-${chosen.command}` : undefined}
          placeholder={t("composer.label")}
          enterKeyHint="send"
          className="max-h-40 min-h-8 resize-none"
        />
        <IconButton
          type="submit"
          label={t("composer.send")}
          variant="primary"
          icon={<SendHorizontal aria-hidden className="rtl:-scale-x-100" />}
          disabled={disabled || text.trim() === ""}
        />
      </div>
    </form>
  );
}
