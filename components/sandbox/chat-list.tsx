"use client";

import { Megaphone, UserPlus, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SandboxChatJson } from "#components/sandbox/sandbox-types.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";

export interface ChatListProps {
  chats: readonly SandboxChatJson[] | undefined;
  chosen: string | undefined;
  onChoose: (key: string) => void;
  onNewPerson: () => void;
  /** Left out while there is nobody to be in a group. */
  onNewGroup?: () => void;
}

export function ChatList({ chats, chosen, onChoose, onNewPerson, onNewGroup }: ChatListProps) {
  const t = useTranslations("sandbox");
  const format = useFormat();
  return (
    <section
      aria-label={t("chats.title")}
      className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-lg border bg-surface"
    >
      <header className="flex items-center justify-between gap-2 border-b py-1.5 ps-4 pe-2">
        <h2 className="font-semibold text-base">{t("chats.title")}</h2>
        <span className="flex gap-0.5">
          {onNewGroup && (
            <IconButton size="sm" label={t("chats.newGroup")} icon={<Users aria-hidden />} onClick={onNewGroup} />
          )}
          <IconButton size="sm" label={t("bot.newPerson")} icon={<UserPlus aria-hidden />} onClick={onNewPerson} />
        </span>
      </header>
      {chats === undefined ? (
        <div role="status" aria-label={t("chats.loading")} className="flex flex-col gap-3 p-4">
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </div>
      ) : chats.length === 0 ? (
        <div className="flex flex-col items-center gap-3 px-6 py-8 text-center">
          <p className="text-ink-muted text-sm">{t("chats.nobody")}</p>
          <Button variant="primary" onClick={onNewPerson} className="md:hidden">
            {t("bot.newPerson")}
          </Button>
        </div>
      ) : (
        <ul className="min-h-0 flex-1 overflow-y-auto p-1.5">
          {chats.map((chat) => (
            <li key={chat.key}>
              <button
                type="button"
                onClick={() => onChoose(chat.key)}
                aria-current={chat.key === chosen ? "true" : undefined}
                className={cn(
                  "flex w-full items-center gap-2.5 rounded-md px-2.5 py-2 text-start -outline-offset-2 hover:bg-hover",
                  chat.key === chosen && "bg-active hover:bg-active",
                )}
              >
                <Avatar name={chat.title} size="lg" />
                <span className="min-w-0 flex-1">
                  <span className="flex items-center gap-1.5 font-medium">
                    {chat.type === "channel" && <Megaphone aria-hidden className="size-3.5 shrink-0 text-ink-subtle" />}
                    {chat.type === "group" && <Users aria-hidden className="size-3.5 shrink-0 text-ink-subtle" />}
                    <bdi className="truncate">{chat.title}</bdi>
                  </span>
                  <span className="block truncate text-ink-muted text-xs">
                    {chat.type === "channel"
                      ? t("chats.channel", { people: format.list(namesIn(chat)) })
                      : chat.type === "group"
                        ? t("chats.group", { people: format.list(namesIn(chat)) })
                        : chat.blocked
                          ? t("chats.blocked")
                          : t("chats.private")}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function namesIn({ members }: SandboxChatJson) {
  return members.filter(({ isBot, inside }) => inside && !isBot).map(({ name }) => name);
}
