"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { ChatHeader } from "#components/sandbox/chat-header.tsx";
import { Composer } from "#components/sandbox/composer.tsx";
import { MembersSheet } from "#components/sandbox/members-sheet.tsx";
import { MessageList } from "#components/sandbox/message-list.tsx";
import { PressAlert } from "#components/sandbox/press-alert.tsx";
import { chatsQuery } from "#components/sandbox/sandbox-queries.ts";
import type {
  SandboxBotJson,
  SandboxChatJson,
  SandboxMessageJson,
  SandboxPerson,
} from "#components/sandbox/sandbox-types.ts";
import { seenBy } from "#components/sandbox/seen-by.ts";
import { StandingBar } from "#components/sandbox/standing-bar.tsx";
import { StartPanel } from "#components/sandbox/start-panel.tsx";
import { TopicStrip } from "#components/sandbox/topic-strip.tsx";
import { useChat } from "#components/sandbox/use-chat.ts";
import { usePress } from "#components/sandbox/use-press.ts";
import { useStanding } from "#components/sandbox/use-standing.ts";
import { WebAppDialog } from "#components/sandbox/web-app-dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";

export interface ChatWindowProps {
  chat: SandboxChatJson;
  bot: SandboxBotJson;
  identity: NonNullable<SandboxBotJson["bot"]>;
  /** Who is at the keyboard, and whoever else could be. */
  speaker: SandboxPerson | undefined;
  speakers: readonly SandboxPerson[];
  onSpeaker: (id: number) => void;
  onBack: () => void;
  onChat: (chatKey: string) => void;
  /** Opens a link inside the sandbox, and says whether it leads there. */
  onLink: (url: string) => boolean;
}

export function ChatWindow(props: ChatWindowProps) {
  const { chat, bot, identity, speaker, speakers, onSpeaker, onBack, onChat, onLink } = props;
  const t = useTranslations("sandbox.chat");
  const queryClient = useQueryClient();
  const refresh = useCallback(
    () => void queryClient.invalidateQueries({ queryKey: chatsQuery(bot.botId).queryKey }),
    [queryClient, bot.botId],
  );
  const { messages, pending, drafts, typingUntil, line, problem, send, forget } = useChat(chat.key, refresh);
  const [replyTo, setReplyTo] = useState<SandboxMessageJson | null>(null);
  const [threadId, setThreadId] = useState<number | null>(null);
  const [showsMembers, setShowsMembers] = useState(false);
  const [appOf, setAppOf] = useState<SandboxPerson | null>(null);
  const { press, follow, pressing, alert, closeAlert } = usePress(chat.key, speaker?.id, onLink);
  const standing = useStanding(chat.key, bot.botId);
  const isGroup = chat.type === "group";
  const isPrivate = chat.type === "private";
  const own = chat.members.find(({ userId }) => userId === speaker?.id);
  const isAdmin = own?.status === "creator" || own?.status === "administrator";
  const { commands: menus } = identity;
  const commands = isPrivate ? menus.private : isGroup ? (isAdmin ? menus.admin : menus.group) : [];
  const seen = useMemo(
    () => messages && seenBy(messages, { readerId: speaker?.id, threadId: chat.isForum ? threadId : undefined }),
    [messages, speaker?.id, chat.isForum, threadId],
  );

  function say(text: string) {
    if (!speaker) return;
    setReplyTo(null);
    void send({
      userId: speaker.id,
      text,
      ...(replyTo && { replyTo: replyTo.messageId }),
      ...(threadId && { threadId }),
    });
  }

  const composer = (
    <Composer
      key={`${chat.key} ${speaker?.id}`}
      commands={commands}
      mention={isGroup ? identity.username : null}
      replyTo={replyTo}
      replyKeyboard={lastKeyboard(seen)}
      disabled={!speaker}
      onCancelReply={() => setReplyTo(null)}
      onSend={say}
    />
  );
  return (
    <section
      aria-label={t("label", {
        bot: isPrivate ? identity.firstName : chat.title,
        person: speaker?.name ?? t("nobody"),
      })}
      className="flex h-[calc(100dvh-12rem)] min-h-96 min-w-0 flex-col overflow-hidden rounded-lg border bg-surface md:h-full"
    >
      <ChatHeader
        chat={chat}
        identity={identity}
        speaker={speaker}
        speakers={speakers}
        isTyping={typingUntil !== null}
        line={line}
        onSpeaker={onSpeaker}
        onBack={onBack}
        onMembers={() => setShowsMembers(true)}
        onLeave={
          speaker && own?.inside && own.status !== "creator" ? () => standing.leave.mutate(speaker.id) : undefined
        }
      />
      {chat.isForum && (
        <TopicStrip chat={chat} botId={bot.botId} speaker={speaker} chosen={threadId} onChoose={setThreadId} />
      )}
      {problem && !messages ? (
        <ErrorState className="flex-1" title={t("failed")} description={problem} />
      ) : (
        <MessageList
          messages={seen}
          pending={pending}
          drafts={drafts}
          isTyping={typingUntil !== null}
          speakerId={speaker?.id}
          isGroup={!isPrivate}
          botName={identity.firstName}
          pressing={pressing}
          onPress={press}
          onReply={setReplyTo}
          onCommand={say}
          onRetry={(one) => {
            forget(one.localId);
            const { userId, text, replyTo, threadId } = one;
            void send({ userId, text, ...(replyTo && { replyTo }), ...(threadId && { threadId }) });
          }}
          onForget={forget}
          empty={<StartPanel bot={bot} identity={identity} chat={chat} speakerName={speaker?.name ?? ""} onSay={say} />}
        />
      )}
      {isPrivate || !speaker ? (
        composer
      ) : (
        <StandingBar chat={chat} speaker={speaker} standing={standing} onApp={() => setAppOf(speaker)}>
          {composer}
        </StandingBar>
      )}
      <PressAlert text={alert} onClose={closeAlert} />
      {appOf && (
        <WebAppDialog
          chatKey={chat.key}
          botName={identity.firstName}
          person={appOf}
          onClose={() => setAppOf(null)}
          onLink={(url) => {
            setAppOf(null);
            follow(url);
          }}
        />
      )}
      {!isPrivate && (
        <MembersSheet
          chat={chat}
          botId={bot.botId}
          botName={identity.firstName}
          people={speakers}
          standing={standing}
          open={showsMembers}
          onOpenChange={setShowsMembers}
          onMigrated={onChat}
        />
      )}
    </section>
  );
}

/** The buttons that the bot's last word on it puts below the text field. */
function lastKeyboard(messages: readonly SandboxMessageJson[] | undefined): string[][] {
  const last = messages?.findLast(({ replyMarkup }) => replyMarkup !== null);
  return (last?.replyMarkup?.keyboard ?? []).map((row) =>
    row.map((button) => (typeof button === "string" ? button : button.text)),
  );
}
