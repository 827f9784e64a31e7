"use client";

import { Bot, ChevronRight, KeyRound } from "lucide-react";
import { useId, useState } from "react";
import { actionName, targetName } from "#components/audit/action-name.ts";
import { AuditChanges } from "#components/audit/audit-changes.tsx";
import { auditDiff } from "#components/audit/audit-diff.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { cn } from "#components/ui/cn.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { AuditEntryJson } from "#lib/http/resources/audit.ts";

export interface AuditRowProps {
  entry: AuditEntryJson;
  teamName?: string;
  onActor: (actorId: string) => void;
}

/** One sentence; opened, it shows each field before and after. */
export function AuditRow({ entry, teamName, onActor }: AuditRowProps) {
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const target = targetName(entry);
  const changes = auditDiff(entry.before, entry.after);
  const { actor } = entry;
  return (
    <li>
      <div className="relative flex items-center gap-3 px-4 py-2.5 hover:bg-hover">
        <ActorIcon actor={actor} />
        <p className="min-w-0 flex-1 break-words text-sm">
          {actor.id ? (
            <button
              type="button"
              title="Show only what they did"
              onClick={() => actor.id && onActor(actor.id)}
              className="relative z-1 rounded-sm font-medium hover:underline"
            >
              {actor.label}
            </button>
          ) : (
            <span className="font-medium">Switchboard ({actor.label})</span>
          )}{" "}
          <span className="text-ink-muted">{actionName(entry.action)}</span>{" "}
          {target && target !== actor.label && <span className="font-medium">{target}</span>}
          {teamName && teamName !== target && <span className="text-ink-subtle"> in {teamName}</span>}
        </p>
        <RelativeTime date={entry.createdAt} className="relative z-1 shrink-0 text-ink-subtle text-xs" />
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? detailsId : undefined}
          aria-label={`Details: ${actor.label} ${actionName(entry.action)}${target ? ` ${target}` : ""}`}
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

function ActorIcon({ actor }: { actor: AuditEntryJson["actor"] }) {
  if (actor.type === "user") return <Avatar name={actor.label} size="sm" />;
  const Icon = actor.type === "key" ? KeyRound : Bot;
  return (
    <span aria-hidden className="grid size-6 shrink-0 place-items-center rounded-full bg-active text-ink-muted">
      <Icon className="size-3.5" />
    </span>
  );
}
