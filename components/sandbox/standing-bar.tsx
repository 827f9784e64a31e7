"use client";

import { MicOff } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { SandboxChatJson, SandboxPerson } from "#components/sandbox/sandbox-types.ts";
import type { useStanding } from "#components/sandbox/use-standing.ts";
import { Button } from "#components/ui/button.tsx";
import { useFormat } from "#components/use-format.ts";

export interface StandingBarProps {
  chat: SandboxChatJson;
  speaker: SandboxPerson;
  standing: ReturnType<typeof useStanding>;
  /** Opens the Mini App that the speaker is shown. */
  onApp: () => void;
  /** What stands here when the speaker may write. */
  children: ReactNode;
}

/** Below a group or channel, as in Telegram's apps: the text field, or why there is none and what can be done. */
export function StandingBar({ chat, speaker, standing, onApp, children }: StandingBarProps) {
  const t = useTranslations("sandbox.standing");
  const format = useFormat();
  const member = chat.members.find(({ userId }) => userId === speaker.id);
  const asked = chat.requests.find(({ userId }) => userId === speaker.id);
  const { join, leave } = standing;
  if (member?.mayWrite) return children;
  if (asked) {
    return (
      <Bar text={t("asked", { name: speaker.name })}>
        {asked.webAppUrl && (
          <Button size="sm" variant="primary" onClick={onApp}>
            {t("openApp")}
          </Button>
        )}
        <Button size="sm" loading={leave.isPending} onClick={() => leave.mutate(speaker.id)}>
          {t("withdraw")}
        </Button>
      </Bar>
    );
  }
  if (member?.status === "kicked") return <Bar text={t("banned", { name: speaker.name })} />;
  if (!member?.inside) {
    const kind = chat.joinByRequest ? "ask" : chat.type === "channel" ? "joinChannel" : "joinGroup";
    return (
      <Bar text={t("outside", { name: speaker.name })}>
        <Button variant="primary" loading={join.isPending} onClick={() => join.mutate(speaker.id)}>
          {t(kind)}
        </Button>
      </Bar>
    );
  }
  if (chat.type === "channel") return <Bar text={t("reader", { name: speaker.name })} />;
  return (
    <Bar
      icon={<MicOff aria-hidden className="size-4 shrink-0 text-warning-text" />}
      text={
        member.until === null
          ? t("muted", { name: speaker.name })
          : t("mutedUntil", { name: speaker.name, until: format.dateTime(member.until * 1_000) })
      }
    />
  );
}

function Bar({ icon, text, children }: { icon?: ReactNode; text: string; children?: ReactNode }) {
  return (
    <div className="flex min-h-13 flex-wrap items-center justify-center gap-x-3 gap-y-1.5 border-t bg-surface px-4 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      <p role="status" className="flex items-center gap-2 text-ink-muted text-sm">
        {icon}
        {text}
      </p>
      {children}
    </div>
  );
}
