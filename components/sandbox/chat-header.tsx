"use client";

import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ChatState } from "#components/sandbox/chat-state.ts";
import type { SandboxBotJson, SandboxChatJson, SandboxPerson } from "#components/sandbox/sandbox-types.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";

export interface ChatHeaderProps {
  chat: SandboxChatJson;
  identity: NonNullable<SandboxBotJson["bot"]>;
  speaker: SandboxPerson | undefined;
  isTyping: boolean;
  line: ChatState["line"];
  onSpeaker: (id: number) => void;
  onBack: () => void;
}

export function ChatHeader({ chat, identity, speaker, isTyping, line, onSpeaker, onBack }: ChatHeaderProps) {
  const t = useTranslations("sandbox.chat");
  const isGroup = chat.type === "group";
  const title = isGroup ? chat.title : identity.firstName;
  return (
    <header className="flex items-center gap-3 border-b px-3 py-2 md:px-4">
      <IconButton
        label={t("back")}
        icon={<ArrowLeft aria-hidden className="rtl:-scale-x-100" />}
        onClick={onBack}
        className="-ms-1 md:hidden"
      />
      <Avatar name={title} size="lg" />
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold text-base leading-5">{title}</h2>
        <p className="truncate text-xs" role="status">
          {line === "lost" ? (
            <span className="text-warning-text">{t("reconnecting")}</span>
          ) : isTyping ? (
            <span className="text-accent-text">{t("typing")}</span>
          ) : (
            <span className="text-ink-subtle">
              {isGroup ? (
                t("members", { count: chat.people.length, bot: identity.username })
              ) : (
                <bdi>@{identity.username}</bdi>
              )}
            </span>
          )}
        </p>
      </div>
      {isGroup && chat.people.length > 1 ? (
        <Select
          size="sm"
          className="w-40 max-w-[40%]"
          aria-label={t("speakAs")}
          options={chat.people.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={speaker ? String(speaker.id) : null}
          onValueChange={(id) => onSpeaker(Number(id))}
        />
      ) : (
        speaker && (
          <p className="max-w-[40%] truncate text-ink-muted text-xs">
            {t.rich("youAre", {
              name: speaker.name,
              b: (chunks) => <span className="font-medium text-ink">{chunks}</span>,
            })}
          </p>
        )
      )}
    </header>
  );
}
