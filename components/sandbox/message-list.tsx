"use client";

import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode, useEffect, useMemo } from "react";
import type { PendingMessage } from "#components/sandbox/chat-state.ts";
import { MessageBubble } from "#components/sandbox/message-bubble.tsx";
import { DraftBubble, PendingBubble, TypingBubble } from "#components/sandbox/passing-bubbles.tsx";
import type { SandboxDraft, SandboxMessageJson } from "#components/sandbox/sandbox-types.ts";
import type { ButtonPlace } from "#components/sandbox/use-press.ts";
import { useStickToEnd } from "#components/sandbox/use-stick-to-end.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";

export interface MessageListProps {
  messages: readonly SandboxMessageJson[] | undefined;
  pending: readonly PendingMessage[];
  drafts: readonly SandboxDraft[];
  isTyping: boolean;
  speakerId: number | undefined;
  isGroup: boolean;
  botName: string;
  pressing: ButtonPlace | null;
  onPress: (message: SandboxMessageJson, row: number, column: number) => void;
  onReply: (message: SandboxMessageJson) => void;
  onCommand: (command: string) => void;
  onRetry: (message: PendingMessage) => void;
  onForget: (localId: string) => void;
  /** For a chat in which nothing has been said. */
  empty: ReactNode;
}

export function MessageList(props: MessageListProps) {
  const t = useTranslations("sandbox.chat");
  const format = useFormat();
  const dayOf = ({ date }: SandboxMessageJson) => format.date(date * 1_000);
  const { messages, pending, drafts, isTyping, speakerId, isGroup, botName, empty } = props;
  const { ref, atEnd, toEnd } = useStickToEnd();
  const byId = useMemo(() => new Map(messages?.map((message) => [message.messageId, message])), [messages]);
  const latest = pending.at(-1)?.localId;
  useEffect(() => {
    // Whoever writes wants to see it, wherever they had scrolled to.
    if (latest) toEnd();
  }, [latest, toEnd]);
  const isEmpty = messages?.length === 0 && pending.length === 0;

  return (
    <div className="relative min-h-0 flex-1 bg-canvas dark:bg-sunken">
      <div ref={ref} className="absolute inset-0 overflow-y-auto overscroll-contain">
        {/* Edits aren't read out: an answer that streams would be read again at every word. */}
        <div role="log" aria-label={t("conversation")} aria-relevant="additions" className="flex min-h-full flex-col">
          <ol className="flex flex-1 flex-col justify-end gap-1 p-3 md:p-4">
            {messages === undefined && (
              <li role="status" aria-label={t("loading")} className="flex flex-col gap-2">
                <Skeleton className="h-12 w-1/2 rounded-xl" />
                <Skeleton className="ms-auto h-9 w-1/3 rounded-xl" />
                <Skeleton className="h-20 w-2/3 rounded-xl" />
              </li>
            )}
            {isEmpty && <li className="my-auto">{empty}</li>}
            {messages?.map((message, index) => {
              const before = messages[index - 1];
              const startsDay = !before || dayOf(before) !== dayOf(message);
              return (
                <Fragment key={message.messageId}>
                  {startsDay && (
                    <li className="my-2 self-center rounded-full bg-active px-2.5 py-0.5 text-2xs text-ink-muted">
                      {dayOf(message)}
                    </li>
                  )}
                  <MessageBubble
                    message={message}
                    isMine={message.from?.id === speakerId}
                    showsAuthor={isGroup && (startsDay || before?.from?.id !== message.from?.id)}
                    repliedTo={message.replyTo === null ? undefined : byId.get(message.replyTo)}
                    pressing={props.pressing?.messageId === message.messageId ? props.pressing : null}
                    onPress={props.onPress}
                    onReply={props.onReply}
                    onCommand={props.onCommand}
                  />
                </Fragment>
              );
            })}
            {pending.map((one) => (
              <PendingBubble key={one.localId} message={one} onRetry={props.onRetry} onForget={props.onForget} />
            ))}
            {drafts.map((draft) => (
              <DraftBubble key={draft.draftId} draft={draft} botName={botName} />
            ))}
            {isTyping && <TypingBubble />}
          </ol>
        </div>
      </div>
      {!atEnd && (
        <IconButton
          label={t("latest")}
          icon={<ArrowDown aria-hidden />}
          variant="secondary"
          onClick={toEnd}
          className="absolute end-4 bottom-3 rounded-full"
        />
      )}
    </div>
  );
}
