import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { EntityText } from "#components/sandbox/entity-text.tsx";
import { readTelegramHtml } from "#components/telegram/html-entities.ts";
import { MessagePreview } from "#components/telegram/message-preview.tsx";
import type { BroadcastAudienceJson } from "#lib/http/resources/broadcasts.ts";

export interface BroadcastMessageProps {
  /** Telegram's HTML; empty for nothing yet. */
  html: string;
  audience: BroadcastAudienceJson;
  bot: string;
}

/** The message as its readers get it: from the bot in a chat of two, or in a group. */
export function BroadcastMessage({ html, audience, bot }: BroadcastMessageProps) {
  const t = useTranslations("broadcasts.preview");
  const { text, entities } = useMemo(() => readTelegramHtml(html), [html]);
  const inGroup = audience === "groups";
  return (
    <MessagePreview
      label={t("title")}
      chat={{ title: inGroup ? t("group") : bot, detail: inGroup ? undefined : t("bot") }}
      author={inGroup ? bot : null}
      messages={[
        {
          key: "message",
          content: text ? (
            <EntityText text={text} entities={entities} />
          ) : (
            <span className="text-ink-subtle">{t("nothing")}</span>
          ),
        },
      ]}
    />
  );
}
