"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { NewTopicDialog } from "#components/sandbox/new-topic-dialog.tsx";
import type { SandboxChatJson, SandboxPerson } from "#components/sandbox/sandbox-types.ts";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";

export interface TopicStripProps {
  chat: SandboxChatJson;
  botId: number;
  speaker: SandboxPerson | undefined;
  /** Null is the general topic. */
  chosen: number | null;
  onChoose: (threadId: number | null) => void;
}

/** A forum's topics, one of which is open. */
export function TopicStrip({ chat, botId, speaker, chosen, onChoose }: TopicStripProps) {
  const t = useTranslations("sandbox.topics");
  const [opens, setOpens] = useState(false);
  const topics = [{ threadId: null, name: t("general") }, ...chat.topics];
  return (
    <nav aria-label={t("title")} className="flex items-center gap-1 overflow-x-auto border-b px-2 py-1.5">
      {topics.map(({ threadId, name }) => (
        <button
          key={threadId ?? 0}
          type="button"
          aria-current={threadId === chosen ? "true" : undefined}
          onClick={() => onChoose(threadId)}
          className={cn(
            "h-7 shrink-0 rounded-full px-3 font-medium text-ink-muted text-xs hover:bg-hover any-pointer-coarse:h-9",
            threadId === chosen && "bg-accent-soft text-accent-text hover:bg-accent-soft",
          )}
        >
          {name}
        </button>
      ))}
      {speaker && (
        <>
          <IconButton size="sm" label={t("new")} icon={<Plus aria-hidden />} onClick={() => setOpens(true)} />
          <NewTopicDialog
            chatKey={chat.key}
            botId={botId}
            userId={speaker.id}
            open={opens}
            onOpenChange={setOpens}
            onCreated={onChoose}
          />
        </>
      )}
    </nav>
  );
}
