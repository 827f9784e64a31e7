"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Ref } from "react";
import { api } from "#components/api-client.ts";
import { ChangeDiff } from "#components/team/configuration/change-diff.tsx";
import type { Change, ConfigDraft, DraftName } from "#components/team/configuration/config-draft.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { teamKey } from "#components/team/team-queries.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { AuditEntryJson } from "#lib/http/resources/audit.ts";
import type { Page } from "#lib/http/resources/common.ts";

export interface ConflictBannerProps {
  /** What somebody else has saved since the draft was begun. */
  changes: readonly Change[];
  draft: ConfigDraft;
  ref: Ref<HTMLElement>;
  onUseTheirs: (name: DraftName) => void;
  onContinue: () => void;
  onDiscard: () => void;
}

/** Somebody else has changed what is being edited: who, what, and that nothing typed is lost. */
export function ConflictBanner({ changes, draft, ref, onUseTheirs, onContinue, onDiscard }: ConflictBannerProps) {
  const t = useTranslations("configuration");
  const by = useLatestEditor();
  return (
    <section
      ref={ref}
      role="alert"
      tabIndex={-1}
      className="flex flex-col gap-3 rounded-lg border border-warning bg-warning-soft p-4 text-sm"
    >
      <div className="flex items-start gap-2.5">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning-text" />
        <div className="min-w-0">
          <p className="font-medium">{by ? t("conflict.title", { by }) : t("conflict.titleUnknown")}</p>
          <p className="text-ink-muted">{t("conflict.text")}</p>
        </div>
      </div>
      <ul className="flex flex-col divide-y divide-line rounded-md border bg-surface">
        {changes.map((change) => (
          <li key={change.name} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-3 py-2.5">
            <div className="flex min-w-0 flex-col gap-1.5">
              <span className="flex flex-wrap items-center gap-2 font-medium">
                {t(`fields.${change.name}`)}
                {change.wasInherited && !change.willInherit && <Badge tone="accent">{t("review.override")}</Badge>}
                {draft[change.name] !== undefined && <Badge tone="warning">{t("conflict.both")}</Badge>}
              </span>
              <ChangeDiff change={change} />
            </div>
            {draft[change.name] !== undefined && (
              <Button size="sm" onClick={() => onUseTheirs(change.name)}>
                {t("source.useTheirs")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={onContinue}>
          {t("conflict.continue")}
        </Button>
        <Button variant="ghost" onClick={onDiscard}>
          {t("conflict.discard")}
        </Button>
      </div>
    </section>
  );
}

/** Who changed the team's configuration last, as the audit log has it. */
function useLatestEditor(): string | undefined {
  const { team } = useTeam();
  const { data } = useQuery({
    queryKey: [...teamKey(team.id), "latest-editor", team.version],
    queryFn: ({ signal }) =>
      api<Page<AuditEntryJson>>("/audit", {
        query: { teamId: team.id, action: "team.update", limit: 1 },
        signal,
      }),
  });
  return data?.items[0]?.actor.label;
}
