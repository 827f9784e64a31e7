"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SandboxChatJson, SandboxMember } from "#components/sandbox/sandbox-types.ts";
import type { StandingChange } from "#components/sandbox/use-standing.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Truncated } from "#components/ui/truncated.tsx";

export interface MemberRowProps {
  chat: SandboxChatJson;
  member: SandboxMember;
  onChange: (to: StandingChange) => void;
}

const TONES: Record<SandboxMember["status"], Tone> = {
  creator: "accent",
  administrator: "accent",
  member: "neutral",
  restricted: "warning",
  left: "outline",
  kicked: "danger",
};

/** One person in a group or channel, and what its owner may do with them. */
export function MemberRow({ chat, member, onChange }: MemberRowProps) {
  const t = useTranslations("sandbox.people");
  const { status, inside, name, userId } = member;
  const isAsking = chat.requests.some((request) => request.userId === userId);
  const isAdmin = status === "administrator";
  const isGroup = chat.type === "group";
  const label = isAsking ? t("asking") : member.isAnonymous ? t("anonymous") : t(`status.${status}`);
  return (
    <li className="flex items-center gap-2.5 py-2">
      <Avatar name={name} />
      <span className="min-w-0 flex-1">
        <Truncated className="text-sm">{name}</Truncated>
      </span>
      <Badge tone={isAsking ? "info" : TONES[status]}>{label}</Badge>
      {status === "creator" ? (
        // Where the others' menu stands.
        <span className="w-7" />
      ) : (
        <DropdownMenu trigger={<IconButton size="sm" label={t("actions", { name })} icon={<Ellipsis aria-hidden />} />}>
          {!inside && (
            <MenuItem onSelect={() => onChange({ status: "member" })}>{t(isAsking ? "letIn" : "add")}</MenuItem>
          )}
          {inside && !isAdmin && (
            <MenuItem onSelect={() => onChange({ status: "administrator" })}>{t("promote")}</MenuItem>
          )}
          {isAdmin && isGroup && (
            <MenuItem onSelect={() => onChange({ status, isAnonymous: !member.isAnonymous })}>
              {t(member.isAnonymous ? "showName" : "hideName")}
            </MenuItem>
          )}
          {isAdmin && <MenuItem onSelect={() => onChange({ status: "member" })}>{t("demote")}</MenuItem>}
          {isGroup && !chat.basic && inside && status === "member" && (
            <MenuItem onSelect={() => onChange({ status: "restricted" })}>{t("mute")}</MenuItem>
          )}
          {isGroup && inside && status === "restricted" && (
            <MenuItem onSelect={() => onChange({ status: "member" })}>{t("unmute")}</MenuItem>
          )}
          {status === "kicked" ? (
            <MenuItem onSelect={() => onChange({ status: "left" })}>{t("unban")}</MenuItem>
          ) : (
            <>
              <MenuSeparator />
              {inside && (
                <MenuItem tone="danger" onSelect={() => onChange({ status: "left" })}>
                  {t("remove")}
                </MenuItem>
              )}
              <MenuItem tone="danger" onSelect={() => onChange({ status: "kicked" })}>
                {t("ban")}
              </MenuItem>
            </>
          )}
        </DropdownMenu>
      )}
    </li>
  );
}
