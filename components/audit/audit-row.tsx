"use client";

import { Bot, ChevronRight, KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useMemo, useState } from "react";
import { AuditChanges } from "#components/audit/audit-changes.tsx";
import { auditDiff } from "#components/audit/audit-diff.ts";
import { targetName } from "#components/audit/target-name.ts";
import { useActionName } from "#components/audit/use-action-name.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { cn } from "#components/ui/cn.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { AuditEntryJson } from "#lib/http/resources/audit.ts";

export interface AuditRowProps {
  entry: AuditEntryJson;
  showTeam: boolean;
  onActor: (actorId: string) => void;
  onTarget: (targetId: string) => void;
}

/** Named in the row itself; the rest is a click away. */
const MOST_FIELDS = 3;

/** What was done to what, and by whom; opened, it shows each field before and after. */
export function AuditRow({ entry, showTeam, onActor, onTarget }: AuditRowProps) {
  const t = useTranslations("audit.row");
  const actionName = useActionName();
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const { actor, targetId, teamName } = entry;
  const target = targetName(entry) ?? (entry.targetType === "team" ? (teamName ?? undefined) : undefined);
  const changes = useMemo(() => auditDiff(entry.before, entry.after), [entry]);
  // Of something made or removed every field would be named.
  const fields = entry.before && entry.after ? changes.map(({ field }) => field) : [];
  const action = actionName(entry.action);
  const who = actor.id ? actor.label : t("system", { part: actor.label });
  return (
    <li>
      <div className="relative flex items-start gap-3 px-4 py-2.5 hover:bg-hover">
        <span className="flex h-5 items-center">
          <ActorIcon actor={actor} />
        </span>
        <div className="min-w-0 flex-1 text-sm">
          <p className="break-words">
            <span className="font-medium">{action}</span>{" "}
            {target && target !== actor.label && (
              <Narrow
                label={t("onlyTarget", { name: target })}
                onClick={targetId ? () => onTarget(targetId) : undefined}
              >
                {target}
              </Narrow>
            )}
          </p>
          <p className="break-words text-ink-subtle text-xs">
            <Narrow
              label={t("onlyActor", { name: who })}
              onClick={actor.id ? () => actor.id && onActor(actor.id) : undefined}
            >
              {who}
            </Narrow>
            {actor.type === "key" && ` (${t("key")})`}
            {showTeam && teamName && teamName !== target && (
              <>
                {" · "}
                <bdi>{teamName}</bdi>
              </>
            )}
            {fields.length > 0 && (
              <>
                {" · "}
                <bdi className="font-mono text-2xs">
                  {fields.slice(0, MOST_FIELDS).join(", ")}
                  {fields.length > MOST_FIELDS && "…"}
                </bdi>
              </>
            )}
          </p>
        </div>
        <RelativeTime date={entry.createdAt} className="relative z-1 shrink-0 text-ink-subtle text-xs leading-5" />
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? detailsId : undefined}
          aria-label={target ? t("detailsOf", { action, target, actor: who }) : t("details", { action, actor: who })}
          onClick={() => setOpen(!open)}
          className="grid size-6 place-items-center rounded-sm text-ink-subtle after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
        >
          <ChevronRight
            aria-hidden
            className={cn("size-4 transition-transform rtl:-scale-x-100", open && "rotate-90 rtl:-rotate-90")}
          />
        </button>
      </div>
      {open && (
        <div id={detailsId} className="px-4 pt-1 pb-4 sm:ps-13">
          <AuditChanges entry={entry} changes={changes} />
        </div>
      )}
    </li>
  );
}

/** A name that narrows the list to itself, where it has an id. */
function Narrow({ label, onClick, children }: { label: string; onClick: (() => void) | undefined; children: string }) {
  if (!onClick) return <bdi className="text-ink-muted">{children}</bdi>;
  return (
    <button
      type="button"
      title={label}
      onClick={onClick}
      className="relative z-1 break-words rounded-sm text-start text-ink-muted hover:text-ink hover:underline"
    >
      <bdi>{children}</bdi>
    </button>
  );
}

function ActorIcon({ actor }: { actor: AuditEntryJson["actor"] }) {
  if (actor.type === "user") return <Avatar name={actor.label} size="sm" />;
  const Icon = actor.type === "key" ? KeyRound : Bot;
  return (
    <span aria-hidden className="grid size-5 shrink-0 place-items-center rounded-full bg-active text-ink-muted">
      <Icon className="size-3" />
    </span>
  );
}
