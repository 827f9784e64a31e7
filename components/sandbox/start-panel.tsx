"use client";

import { useMutation } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import type { SandboxBotJson, SandboxChatJson } from "#components/sandbox/sandbox-types.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import type { AccessCodeJson } from "#lib/http/resources/access-codes.ts";

export interface StartPanelProps {
  bot: SandboxBotJson;
  identity: NonNullable<SandboxBotJson["bot"]>;
  chat: SandboxChatJson;
  speakerName: string;
  onSay: (text: string) => void;
}

/** What an empty chat shows, as Telegram's apps do: who this is, and the button that starts it. */
export function StartPanel({ bot, identity, chat, speakerName, onSay }: StartPanelProps) {
  const t = useTranslations("sandbox.start");
  const isPrivate = chat.type === "private";
  const name = isPrivate ? identity.firstName : chat.title;
  const startWithCode = useMutation({
    mutationFn: () => api<AccessCodeJson>(`/teams/${bot.teamId}/connections/${bot.connectionId}/access-code`),
    meta: { errorToast: t("codeFailed") },
    gcTime: 0,
    onSuccess: ({ code }) => onSay(`/start ${code}`),
  });
  return (
    <div className="flex flex-col items-center gap-4 px-6 py-10 text-center">
      <Avatar name={name} size="lg" className="size-14 text-lg" />
      <div className="max-w-sm">
        <p className="font-semibold text-base">{name}</p>
        <p className="mt-1 text-balance text-ink-muted text-sm">
          {chat.type === "channel"
            ? t("channel")
            : chat.type === "group"
              ? t(bot.gate ? "guarded" : "group", { bot: identity.username })
              : bot.needsCode
                ? t("closed")
                : t("found", { name: speakerName })}
        </p>
      </div>
      {isPrivate && (
        <div className="flex flex-wrap justify-center gap-2">
          {bot.needsCode && (
            <Button variant="primary" loading={startWithCode.isPending} onClick={() => startWithCode.mutate()}>
              <KeyRound aria-hidden />
              {t("withLink")}
            </Button>
          )}
          <Button variant={bot.needsCode ? "secondary" : "primary"} onClick={() => onSay("/start")}>
            {bot.needsCode ? t("withoutLink") : t("start")}
          </Button>
        </div>
      )}
    </div>
  );
}
