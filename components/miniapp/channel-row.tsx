"use client";

import { Check, CircleDashed, CircleHelp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ChecklistChannel } from "#components/miniapp/use-checklist.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";

const MARKS = {
  member: { Icon: Check, className: "bg-success-soft text-success-text" },
  not_member: { Icon: CircleDashed, className: "text-ink-subtle" },
  unknown: { Icon: CircleHelp, className: "text-warning-text" },
} as const;

export interface ChannelRowProps {
  channel: ChecklistChannel;
  onOpen: (url: string) => void;
}

/** A channel of the list: whether the person belongs to it, and the way there. */
export function ChannelRow({ channel, onOpen }: ChannelRowProps) {
  const t = useTranslations("miniapp.channel");
  const { title, username, url, state } = channel;
  const { Icon, className } = MARKS[state];
  return (
    <li className="flex items-center gap-3 px-4 py-3" data-state={state}>
      <span className={cn("grid size-7 shrink-0 place-items-center rounded-full", className)}>
        <Icon aria-hidden className={state === "member" ? "size-4" : "size-6"} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex font-medium text-lg leading-5">
          {/* Of its own direction, so that a long one is cut off at its end. */}
          <span dir="auto" className="line-clamp-2 min-w-0">
            {title}
          </span>
        </p>
        <p className="mt-0.5 truncate text-ink-subtle text-sm">
          <span className={state === "member" ? "text-success-text" : undefined}>{t(`states.${state}`)}</span>
          {username && (
            <>
              {" · "}
              <bdi>@{username}</bdi>
            </>
          )}
        </p>
      </div>
      {url ? (
        <Button
          variant={state === "not_member" ? "primary" : "secondary"}
          className="h-8 rounded-full px-4"
          aria-label={t(state === "not_member" ? "joinLabel" : "openLabel", { channel: title })}
          onClick={() => onOpen(url)}
        >
          {t(state === "not_member" ? "join" : "open")}
        </Button>
      ) : (
        state !== "member" && <span className="max-w-24 text-end text-ink-subtle text-xs">{t("noLink")}</span>
      )}
    </li>
  );
}
