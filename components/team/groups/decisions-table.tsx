import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { OUTCOME_TONES, outcomeKind } from "#components/team/groups/outcomes.ts";
import { useDecisionWords } from "#components/team/groups/use-decision-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Truncated } from "#components/ui/truncated.tsx";
import type { DecisionJson } from "#lib/http/resources/groups.ts";

export interface DecisionsTableProps {
  /** Undefined while they load. */
  decisions: readonly DecisionJson[] | undefined;
  onOpen: (decisionId: string) => void;
  empty: ReactNode;
}

export function DecisionsTable({ decisions, onOpen, empty }: DecisionsTableProps) {
  const t = useTranslations("groups.decisions");
  const words = useDecisionWords();
  const { team } = useTeam();
  const columns = useMemo<Column<DecisionJson>[]>(
    () => [
      {
        id: "person",
        header: t("columns.person"),
        className: "max-w-56 max-sm:max-w-36",
        cell: ({ id, userId, userName, username }) => (
          <button
            type="button"
            className="group block max-w-full rounded-sm text-start"
            onClick={() => onOpen(id)}
            aria-haspopup="dialog"
          >
            <Truncated className="font-medium group-hover:underline">{userName ?? userId}</Truncated>
            {userName && (
              <span className="tnum block truncate text-ink-subtle text-xs">
                <bdi>{userId}</bdi>
                {username && (
                  <span className="max-sm:hidden">
                    {" · "}
                    <bdi dir="ltr">@{username}</bdi>
                  </span>
                )}
              </span>
            )}
          </button>
        ),
      },
      {
        id: "outcome",
        header: t("columns.outcome"),
        cell: ({ outcome }) => <Badge tone={OUTCOME_TONES[outcomeKind(outcome)]}>{words.outcome(outcome)}</Badge>,
      },
      {
        id: "reason",
        header: t("columns.reason"),
        from: "md",
        className: "max-w-96 whitespace-normal",
        cell: ({ reason }) => words.reason(reason),
      },
      { id: "trigger", header: t("columns.trigger"), from: "lg", cell: ({ trigger }) => words.trigger(trigger) },
      {
        id: "when",
        header: t("columns.when"),
        align: "end",
        cell: ({ createdAt }) => <RelativeTime date={createdAt} timeZone={team.timeZone} />,
      },
    ],
    [t, words, team.timeZone, onOpen],
  );
  return <DataTable label={t("title")} columns={columns} rows={decisions} rowId={({ id }) => id} empty={empty} />;
}
