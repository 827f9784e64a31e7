"use client";

import { Bot } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import type { SandboxChatJson, SandboxMember } from "#components/sandbox/sandbox-types.ts";
import type { StandingChange } from "#components/sandbox/use-standing.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Switch } from "#components/ui/switch.tsx";

/** What guarding a group takes; in a channel the first of them is enough to see who is there. */
const GROUP_RIGHTS = ["can_delete_messages", "can_restrict_members", "can_invite_users"] as const;
const CHANNEL_RIGHTS = ["can_invite_users"] as const;

export interface BotRightsProps {
  chat: SandboxChatJson;
  bot: SandboxMember;
  pending: boolean;
  onChange: (to: StandingChange) => void;
}

/** The bot's standing, and the rights it has as an administrator. */
export function BotRights({ chat, bot, pending, onChange }: BotRightsProps) {
  const t = useTranslations("sandbox.people");
  const id = useId();
  const isAdmin = bot.status === "administrator";
  const rights = chat.type === "channel" ? CHANNEL_RIGHTS : GROUP_RIGHTS;
  return (
    <section aria-label={t("bot")} className="rounded-lg border p-3">
      <header className="flex items-center gap-2">
        <Bot aria-hidden className="size-4 shrink-0 text-ink-subtle" />
        <h3 className="min-w-0 flex-1 truncate font-semibold text-sm">{bot.name}</h3>
        <Badge tone={isAdmin ? "success" : bot.inside ? "neutral" : "outline"}>{t(`status.${bot.status}`)}</Badge>
      </header>
      {isAdmin && (
        <ul className="mt-2.5 flex flex-col gap-2">
          {rights.map((right) => (
            <li key={right} className="flex items-center justify-between gap-3">
              <span id={`${id}-${right}`} className="text-sm">
                {t(`rights.${right}`)}
              </span>
              <Switch
                aria-labelledby={`${id}-${right}`}
                checked={bot.rights.includes(right)}
                onCheckedChange={(on) => onChange({ status: "administrator", rights: toggled(bot, rights, right, on) })}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        {!bot.inside && chat.type === "group" && (
          <Button size="sm" disabled={pending} onClick={() => onChange({ status: "member" })}>
            {t("addBot")}
          </Button>
        )}
        {!isAdmin && (
          <Button
            size="sm"
            variant="primary"
            disabled={pending}
            onClick={() => onChange({ status: "administrator", rights: [...rights] })}
          >
            {t("promote")}
          </Button>
        )}
        {isAdmin && chat.type === "group" && (
          <Button size="sm" disabled={pending} onClick={() => onChange({ status: "member" })}>
            {t("demote")}
          </Button>
        )}
        {bot.inside && (
          <Button size="sm" variant="ghost" disabled={pending} onClick={() => onChange({ status: "kicked" })}>
            {t("remove")}
          </Button>
        )}
      </div>
    </section>
  );
}

/** All rights of the kind of chat that are on after a switch was moved. */
function toggled(bot: SandboxMember, rights: readonly string[], right: string, on: boolean) {
  return rights.filter((one) => (one === right ? on : bot.rights.includes(one)));
}
