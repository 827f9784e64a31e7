"use client";

import { useQuery } from "@tanstack/react-query";
import { MessagesSquare, UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { errorMessage } from "#components/api-client.ts";
import { BotState } from "#components/sandbox/bot-state.tsx";
import { ChatList } from "#components/sandbox/chat-list.tsx";
import { ChatWindow } from "#components/sandbox/chat-window.tsx";
import { NewGroupDialog } from "#components/sandbox/new-group-dialog.tsx";
import { NewPersonDialog } from "#components/sandbox/new-person-dialog.tsx";
import { chatsQuery } from "#components/sandbox/sandbox-queries.ts";
import type { SandboxBotJson, SandboxChatJson } from "#components/sandbox/sandbox-types.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";

export interface BotPanelProps {
  bots: readonly SandboxBotJson[];
  bot: SandboxBotJson;
  chatKey: string | null;
  onBot: (connectionId: string) => void;
  onChat: (key: string | null) => void;
}

/** One bot: whom it talks with on one side, the chat on the other. On a phone one of the two. */
export function BotPanel({ bots, bot, chatKey, onBot, onChat }: BotPanelProps) {
  const t = useTranslations("sandbox");
  const chats = useQuery(chatsQuery(bot.bot ? bot.botId : undefined));
  const [dialog, setDialog] = useState<"person" | "group" | null>(null);
  const [chosenSpeaker, setSpeaker] = useState<number | null>(null);
  const items = chats.data?.items;
  const people = chats.data?.people ?? [];
  const chat = items?.find(({ key }) => key === chatKey);
  const speakers = chat?.type === "private" ? chat.people : people;
  const speaker =
    speakers.find(({ id }) => id === chosenSpeaker) ??
    speakers.find(({ id }) => chat?.members.some((member) => member.userId === id && member.inside)) ??
    speakers[0];
  /** A link to a group or channel of the sandbox leads there, and not out into the real Telegram. */
  function follow(url: string) {
    const target = items?.find((one) => leadsTo(url, one));
    if (target) onChat(target.key);
    return target !== undefined;
  }
  const close = (open: boolean) => !open && setDialog(null);

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:h-[calc(100dvh-9.5rem)] md:min-h-[30rem] md:grid-cols-[17rem_minmax(0,1fr)]">
      <div className={cn("flex min-h-0 flex-col gap-4 md:h-full", chat && "max-md:hidden")}>
        <Field label={t("bot.label")}>
          <Select
            options={bots.map(({ connectionId, name, teamName, bot: known }) => ({
              value: connectionId,
              label: `${teamName} · ${name}`,
              description: known ? `@${known.username}` : t("bot.absent"),
            }))}
            value={bot.connectionId}
            onValueChange={onBot}
          />
        </Field>
        <BotState bot={bot} />
        {bot.bot &&
          (chats.isError && !chats.data ? (
            <ErrorState className="py-6" description={errorMessage(chats.error)} onRetry={() => chats.refetch()} />
          ) : (
            <ChatList
              chats={items}
              chosen={chat?.key}
              onChoose={onChat}
              onNewPerson={() => setDialog("person")}
              onNewGroup={people.length > 0 ? () => setDialog("group") : undefined}
            />
          ))}
      </div>
      {chat && bot.bot ? (
        <ChatWindow
          key={chat.key}
          chat={chat}
          bot={bot}
          identity={bot.bot}
          speaker={speaker}
          speakers={speakers}
          onSpeaker={setSpeaker}
          onBack={() => onChat(null)}
          onChat={onChat}
          onLink={follow}
        />
      ) : (
        <div className="grid h-full place-items-center rounded-lg border bg-surface max-md:hidden">
          <EmptyState
            icon={<MessagesSquare />}
            title={items?.length ? t("bot.chooseChat") : t("bot.be")}
            description={bot.bot ? t("bot.beText") : t("bot.waitText")}
            action={
              bot.bot && (
                <Button variant={items?.length ? "secondary" : "primary"} onClick={() => setDialog("person")}>
                  <UserPlus aria-hidden />
                  {t("bot.newPerson")}
                </Button>
              )
            }
          />
        </div>
      )}
      <NewPersonDialog botId={bot.botId} open={dialog === "person"} onOpenChange={close} onCreated={onChat} />
      <NewGroupDialog
        botId={bot.botId}
        people={people}
        open={dialog === "group"}
        onOpenChange={close}
        onCreated={onChat}
      />
    </div>
  );
}

function leadsTo(url: string, { username, inviteLink, type }: SandboxChatJson) {
  if (type === "private") return false;
  const name = /^(?:https?:\/\/)?t\.me\/(\w+)\/?$/i.exec(url)?.[1]?.toLowerCase();
  return url.startsWith(inviteLink) || (username !== null && name === username.toLowerCase());
}
