"use client";

import { CircleAlert, Clock3 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { PendingMessage } from "#components/sandbox/chat-state.ts";
import { EntityText } from "#components/sandbox/entity-text.tsx";
import type { SandboxDraft } from "#components/sandbox/sandbox-types.ts";
import { Button } from "#components/ui/button.tsx";
import { useFormat } from "#components/use-format.ts";

export interface PendingBubbleProps {
  message: PendingMessage;
  onRetry: (message: PendingMessage) => void;
  onForget: (localId: string) => void;
}

/** A message of ours that is on its way, or wasn't taken. */
export function PendingBubble({ message, onRetry, onForget }: PendingBubbleProps) {
  const t = useTranslations("sandbox.message");
  const format = useFormat();
  return (
    <li className="flex max-w-[88%] flex-col items-end self-end md:max-w-[75%]">
      <div className="min-w-0 rounded-2xl rounded-ee-md border border-transparent bg-accent-soft px-3 py-1.5 text-base">
        <div dir="auto" className="whitespace-pre-wrap break-words">
          {message.text}
        </div>
        <span className="tnum mt-0.5 flex items-center justify-end gap-1 text-2xs text-ink-muted">
          {format.bucket(new Date(message.at).toISOString(), "hour")}
          {message.problem ? (
            <CircleAlert aria-hidden className="size-3.5 text-danger-text" />
          ) : (
            <Clock3 aria-hidden className="size-3.5" />
          )}
          {!message.problem && <span className="sr-only">{t("sending")}</span>}
        </span>
      </div>
      {message.problem && (
        <div role="alert" className="mt-1 flex flex-wrap items-center justify-end gap-x-2 gap-y-1 text-xs">
          <span className="text-danger-text">{message.problem}</span>
          <Button size="sm" variant="ghost" onClick={() => onForget(message.localId)}>
            {t("discard")}
          </Button>
          <Button size="sm" onClick={() => onRetry(message)}>
            {t("again")}
          </Button>
        </div>
      )}
    </li>
  );
}

/** An answer while it is being written, before it is a message. */
export function DraftBubble({ draft, botName }: { draft: SandboxDraft; botName: string }) {
  const t = useTranslations("sandbox.message");
  return (
    <li className="max-w-[88%] self-start rounded-2xl rounded-es-md border border-dashed bg-surface px-3 py-1.5 text-base md:max-w-[75%] dark:bg-raised">
      <span className="sr-only">{t("writing", { bot: botName })} </span>
      <div dir="auto" className="whitespace-pre-wrap break-words">
        <EntityText text={draft.text} entities={draft.entities} />
      </div>
    </li>
  );
}

export function TypingBubble() {
  return (
    <li
      aria-hidden
      className="flex h-9 items-center gap-1 self-start rounded-2xl rounded-es-md border bg-surface px-3.5 dark:bg-raised"
    >
      {[0, 150, 300].map((delay) => (
        <span
          key={delay}
          className="size-1.5 animate-shimmer rounded-full bg-ink-subtle"
          style={{ animationDelay: `${delay}ms` }}
        />
      ))}
    </li>
  );
}
