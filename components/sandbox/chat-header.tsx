"use client";

import { ArrowLeft, LogOut, Megaphone, Users } from "lucide-react";
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
  speakers: readonly SandboxPerson[];
  isTyping: boolean;
  line: ChatState["line"];
  onSpeaker: (id: number) => void;
  onBack: () => void;
  onMembers: () => void;
  /** Left out where the speaker has nothing to leave. */
  onLeave?: (() => void) | undefined;
}

export function ChatHeader(props: ChatHeaderProps) {
  const t = useTranslations("sandbox.chat");
  const { chat, identity, speaker, speakers, isTyping, line, onSpeaker, onBack, onMembers, onLeave } = props;
  const isPrivate = chat.type === "private";
  const title = isPrivate ? identity.firstName : chat.title;
  const count = chat.members.filter(({ inside, isBot }) => inside && !isBot).length;
  return (
    <header className="flex items-center gap-2 border-b px-3 py-2 md:gap-3 md:px-4">
      <IconButton
        label={t("back")}
        icon={<ArrowLeft aria-hidden className="rtl:-scale-x-100" />}
        onClick={onBack}
        className="-ms-1 md:hidden"
      />
      <Avatar name={title} size="lg" className={isPrivate ? undefined : "max-md:hidden"} />
      <div className="min-w-0 flex-1">
        <h2 className="flex items-center gap-1.5 font-semibold text-base leading-5">
          {chat.type === "channel" && <Megaphone aria-hidden className="size-4 shrink-0 text-ink-subtle" />}
          <bdi className="truncate">{title}</bdi>
        </h2>
        <p className="truncate text-xs" role="status">
          {line === "lost" ? (
            <span className="text-warning-text">{t("reconnecting")}</span>
          ) : isTyping ? (
            <span className="text-accent-text">{t("typing")}</span>
          ) : (
            <span className="text-ink-subtle">
              {isPrivate ? (
                <bdi>@{identity.username}</bdi>
              ) : chat.username ? (
                t("publicMembers", { count, name: chat.username })
              ) : (
                t("privateMembers", { count })
              )}
            </span>
          )}
        </p>
      </div>
      {isPrivate ? (
        speaker && (
          <p className="max-w-[40%] truncate text-ink-muted text-xs">
            {t.rich("youAre", {
              name: speaker.name,
              b: (chunks) => <span className="font-medium text-ink">{chunks}</span>,
            })}
          </p>
        )
      ) : (
        <>
          <Select
            size="sm"
            className="w-40 max-w-[36%]"
            aria-label={t("speakAs")}
            options={speakers.map(({ id, name }) => ({ value: String(id), label: name }))}
            value={speaker ? String(speaker.id) : null}
            onValueChange={(id) => onSpeaker(Number(id))}
          />
          <span className="flex">
            {onLeave && (
              <IconButton
                label={t("leave", { name: speaker?.name ?? "" })}
                icon={<LogOut aria-hidden className="rtl:-scale-x-100" />}
                onClick={onLeave}
              />
            )}
            <IconButton label={t("people")} icon={<Users aria-hidden />} onClick={onMembers} />
          </span>
        </>
      )}
    </header>
  );
}
