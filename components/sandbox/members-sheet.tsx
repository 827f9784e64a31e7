"use client";

import { useTranslations } from "next-intl";
import { BotRights } from "#components/sandbox/bot-rights.tsx";
import { MemberRow } from "#components/sandbox/member-row.tsx";
import type { SandboxChatJson, SandboxMember, SandboxPerson } from "#components/sandbox/sandbox-types.ts";
import type { useStanding } from "#components/sandbox/use-standing.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";

export interface MembersSheetProps {
  chat: SandboxChatJson;
  botId: number;
  botName: string;
  /** Everybody there is. */
  people: readonly SandboxPerson[];
  standing: ReturnType<typeof useStanding>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onMigrated: (chatKey: string) => void;
}

/** Who is in a group or channel and what they may do there; the page acts as its owner. */
export function MembersSheet(props: MembersSheetProps) {
  const t = useTranslations("sandbox.people");
  const { chat, botId, botName, people, standing, open, onOpenChange, onMigrated } = props;
  const { change, migrate } = standing;
  const bot = chat.members.find(({ userId }) => userId === botId) ?? nobody(botId, botName, true);
  const others = people.map(
    ({ id, name }) => chat.members.find(({ userId }) => userId === id) ?? nobody(id, name, false),
  );
  const sorted = others.toSorted((a, b) => RANK[a.status] - RANK[b.status]);
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title={t("title")} description={t("description")}>
      <div className="flex flex-col gap-5 px-5 pt-2 pb-6">
        {chat.basic && (
          <Banner
            title={t("basicTitle")}
            actions={
              <Button
                size="sm"
                loading={migrate.isPending}
                onClick={() => migrate.mutate(undefined, { onSuccess: ({ key }) => onMigrated(key) })}
              >
                {t("upgrade")}
              </Button>
            }
          >
            {t("basicText")}
          </Banner>
        )}
        <BotRights
          chat={chat}
          bot={bot}
          pending={change.isPending}
          onChange={(to) => change.mutate({ userId: botId, ...to })}
        />
        <section aria-label={t("people")}>
          <h3 className="mb-1 font-semibold text-sm">{t("people")}</h3>
          <ul className="divide-y">
            {sorted.map((member) => (
              <MemberRow
                key={member.userId}
                chat={chat}
                member={member}
                onChange={(to) => change.mutate({ userId: member.userId, ...to })}
              />
            ))}
          </ul>
        </section>
      </div>
    </Sheet>
  );
}

const RANK = { creator: 0, administrator: 1, member: 2, restricted: 2, left: 3, kicked: 3 };

function nobody(userId: number, name: string, isBot: boolean): SandboxMember {
  return {
    userId,
    name,
    isBot,
    status: "left",
    inside: false,
    mayWrite: false,
    isAnonymous: false,
    rights: [],
    until: null,
  };
}
