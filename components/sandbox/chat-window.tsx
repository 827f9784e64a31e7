"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ChatHeader } from "#components/sandbox/chat-header.tsx";
import { Composer } from "#components/sandbox/composer.tsx";
import { MessageList } from "#components/sandbox/message-list.tsx";
import { PressAlert } from "#components/sandbox/press-alert.tsx";
import type { SandboxBotJson, SandboxChatJson, SandboxMessageJson } from "#components/sandbox/sandbox-types.ts";
import { StartPanel } from "#components/sandbox/start-panel.tsx";
import { useChat } from "#components/sandbox/use-chat.ts";
import { usePress } from "#components/sandbox/use-press.ts";
import { ErrorState } from "#components/ui/error-state.tsx";

export interface ChatWindowProps {
  chat: SandboxChatJson;
  bot: SandboxBotJson;
  identity: NonNullable<SandboxBotJson["bot"]>;
  onBack: () => void;
}

export function ChatWindow({ chat, bot, identity, onBack }: ChatWindowProps) {
  const t = useTranslations("sandbox.chat");
  const { messages, pending, drafts, typingUntil, line, problem, send, forget } = useChat(chat.key);
  const [speakerId, setSpeakerId] = useState(chat.people[0]?.id);
  const [replyTo, setReplyTo] = useState<SandboxMessageJson | null>(null);
  const speaker = chat.people.find(({ id }) => id === speakerId) ?? chat.people[0];
  const { press, pressing, alert, closeAlert } = usePress(chat.key, speaker?.id);
  const isGroup = chat.type === "group";
  const commands = isGroup ? identity.commands.group : identity.commands.private;

  function say(text: string) {
    if (!speaker) return;
    setReplyTo(null);
    void send({ userId: speaker.id, text, ...(replyTo && { replyTo: replyTo.messageId }) });
  }

  return (
    <section
      aria-label={t("label", { bot: identity.firstName, person: speaker?.name ?? t("nobody") })}
      className="flex h-[calc(100dvh-12rem)] min-h-96 min-w-0 flex-col overflow-hidden rounded-lg border bg-surface md:h-full"
    >
      <ChatHeader
        chat={chat}
        identity={identity}
        speaker={speaker}
        isTyping={typingUntil !== null}
        line={line}
        onSpeaker={setSpeakerId}
        onBack={onBack}
      />
      {problem && !messages ? (
        <ErrorState className="flex-1" title={t("failed")} description={problem} />
      ) : (
        <MessageList
          messages={messages}
          pending={pending}
          drafts={drafts}
          isTyping={typingUntil !== null}
          speakerId={speaker?.id}
          isGroup={isGroup}
          botName={identity.firstName}
          pressing={pressing}
          onPress={press}
          onReply={setReplyTo}
          onCommand={say}
          onRetry={(one) => {
            forget(one.localId);
            void send({ userId: one.userId, text: one.text, ...(one.replyTo && { replyTo: one.replyTo }) });
          }}
          onForget={forget}
          empty={
            <StartPanel bot={bot} identity={identity} isGroup={isGroup} speakerName={speaker?.name ?? ""} onSay={say} />
          }
        />
      )}
      <Composer
        key={`${chat.key} ${speaker?.id}`}
        commands={commands}
        mention={isGroup ? identity.username : null}
        replyTo={replyTo}
        replyKeyboard={lastKeyboard(messages)}
        disabled={!speaker}
        onCancelReply={() => setReplyTo(null)}
        onSend={say}
      />
      <PressAlert text={alert} onClose={closeAlert} />
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
