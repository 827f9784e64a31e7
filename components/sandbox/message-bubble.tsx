"use client";

import { CheckCheck, EyeOff, Reply } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { EntityText } from "#components/sandbox/entity-text.tsx";
import { InlineKeyboard } from "#components/sandbox/inline-keyboard.tsx";
import { nameOf, serviceText } from "#components/sandbox/message-words.ts";
import type { SandboxMessageJson } from "#components/sandbox/sandbox-types.ts";
import type { ButtonPlace } from "#components/sandbox/use-press.ts";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useFormat } from "#components/use-format.ts";

export interface MessageBubbleProps {
  message: SandboxMessageJson;
  isMine: boolean;
  showsAuthor: boolean;
  repliedTo: SandboxMessageJson | undefined;
  pressing: ButtonPlace | null;
  onPress: (message: SandboxMessageJson, row: number, column: number) => void;
  onReply: (message: SandboxMessageJson) => void;
  onCommand: (command: string) => void;
}

export const MessageBubble = memo(function MessageBubble(props: MessageBubbleProps) {
  const t = useTranslations("sandbox");
  const format = useFormat();
  const { message, isMine, showsAuthor, repliedTo, pressing, onPress, onReply, onCommand } = props;
  if (message.service) {
    return (
      <li className="my-1 self-center rounded-full bg-active px-2.5 py-0.5 text-2xs text-ink-muted">
        {serviceText(message, t)}
      </li>
    );
  }
  const author = message.senderChat?.title ?? nameOf(message.from) ?? t("message.somebody");
  const isBot = message.from?.isBot ?? false;
  return (
    <li
      data-from={isBot ? "bot" : "person"}
      data-ephemeral={message.receiver ? "" : undefined}
      className={cn(
        "group/message flex max-w-[88%] flex-col md:max-w-[75%]",
        isMine ? "items-end self-end" : "self-start",
      )}
    >
      <div className={cn("flex max-w-full items-center gap-1", isMine && "flex-row-reverse")}>
        <div
          className={cn(
            "min-w-0 rounded-2xl border px-3 py-1.5 text-base",
            isMine ? "rounded-ee-md border-transparent bg-accent-soft" : "rounded-es-md bg-surface dark:bg-raised",
            message.receiver && "border-line-strong border-dashed",
          )}
        >
          {message.receiver && (
            <span className="mb-0.5 flex items-center gap-1 text-2xs text-ink-muted">
              <EyeOff aria-hidden className="size-3" />
              {t("message.onlyYou")}
            </span>
          )}
          <span className={cn("font-medium text-accent-text text-xs", (isMine || !showsAuthor) && "sr-only")}>
            {isMine ? t("message.you") : author}
            {(isMine || !showsAuthor) && ": "}
          </span>
          {repliedTo && <Quote message={repliedTo} />}
          <div dir="auto" className="whitespace-pre-wrap break-words">
            {message.text === null ? (
              <span className="text-ink-muted italic">{t("message.unshown")}</span>
            ) : (
              <EntityText text={message.text} entities={message.entities} onCommand={isMine ? undefined : onCommand} />
            )}
          </div>
          <span className="tnum mt-0.5 flex items-center justify-end gap-1 text-2xs text-ink-muted">
            {message.editDate !== null && !isBot && <span>{t("message.edited")}</span>}
            <time
              dateTime={new Date(message.date * 1_000).toISOString()}
              title={format.dateTime(message.date * 1_000, { zone: true })}
            >
              {format.bucket(new Date(message.date * 1_000).toISOString(), "hour")}
            </time>
            {isMine && (
              <>
                <CheckCheck aria-hidden className="size-3.5 text-accent-text" />
                <span className="sr-only">{t("message.delivered")}</span>
              </>
            )}
          </span>
        </div>
        <IconButton
          size="sm"
          label={t("message.reply")}
          icon={<Reply aria-hidden className="rtl:-scale-x-100" />}
          onClick={() => onReply(message)}
          disabled={message.receiver !== null}
          className="disabled:invisible opacity-0 focus-visible:opacity-100 group-hover/message:opacity-100 any-pointer-coarse:opacity-60"
        />
      </div>
      {message.keyboard && message.keyboard.length > 0 && (
        <InlineKeyboard
          rows={message.keyboard}
          pressing={pressing}
          onPress={(row, column) => onPress(message, row, column)}
        />
      )}
    </li>
  );
});

function Quote({ message }: { message: SandboxMessageJson }) {
  const t = useTranslations("sandbox.message");
  return (
    <div className="mb-1 border-accent border-s-2 ps-2 text-xs">
      <span className="block font-medium text-accent-text">{nameOf(message.from) ?? t("somebody")}</span>
      <span className="line-clamp-2 text-ink-muted">{message.text}</span>
    </div>
  );
}
