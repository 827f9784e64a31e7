import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { ChatName } from "#components/team/groups/chat-name.tsx";
import { GroupBadge } from "#components/team/groups/group-badge.tsx";
import { sumOutcomes } from "#components/team/groups/outcomes.ts";
import { botName, useTroubleWords } from "#components/team/groups/use-trouble-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Truncated } from "#components/ui/truncated.tsx";
import { useFormat } from "#components/use-format.ts";
import type { GroupJson } from "#lib/http/resources/groups.ts";

/** @param props.groups undefined while they load */
export function GroupsTable({ groups, empty }: { groups: readonly GroupJson[] | undefined; empty: ReactNode }) {
  const t = useTranslations("groups");
  const format = useFormat();
  const { team } = useTeam();
  const columns = useMemo<Column<GroupJson>[]>(
    () => [
      {
        id: "group",
        header: t("columns.group"),
        className: "max-w-56 max-sm:max-w-44",
        cell: ({ title, username }) => <ChatName title={title} username={username} />,
      },
      {
        id: "state",
        header: t("columns.state"),
        className: "max-w-64 whitespace-normal max-sm:max-w-32",
        cell: (group) => <StateCell group={group} />,
      },
      {
        id: "channels",
        header: t("columns.channels"),
        from: "sm",
        className: "max-w-48",
        cell: ({ channels, rule }) => (
          <>
            <Truncated>{format.list(channels.map(({ title }) => title))}</Truncated>
            {channels.length > 1 && <span className="block text-ink-subtle text-xs">{t(`ruleShort.${rule}`)}</span>}
          </>
        ),
      },
      {
        id: "bot",
        header: t("columns.bot"),
        from: "xl",
        className: "max-w-40",
        cell: ({ connection }) => <Truncated>{botName(connection)}</Truncated>,
      },
      {
        id: "passed",
        header: t("columns.passed"),
        from: "md",
        align: "end",
        cell: ({ day }) => format.count(sumOutcomes(day).passed),
      },
      {
        id: "held",
        header: t("columns.held"),
        from: "md",
        align: "end",
        cell: ({ day }) => format.count(sumOutcomes(day).held),
      },
    ],
    [t, format],
  );
  return (
    <DataTable
      label={t("title")}
      columns={columns}
      rows={groups}
      rowId={({ id }) => id}
      rowHref={({ id }) => `/teams/${team.id}/groups/${id}`}
      empty={empty}
      skeletonRows={4}
    />
  );
}

function StateCell({ group }: { group: GroupJson }) {
  const words = useTroubleWords();
  const { trouble, enabled, connection, title } = group;
  return (
    <span className="flex flex-col items-start gap-1">
      <GroupBadge group={group} />
      {trouble && enabled && (
        <span className="text-ink-muted text-xs max-sm:hidden">
          {
            words(trouble.code, {
              ...{ group: title, bot: botName(connection), channel: trouble.channel?.title ?? null },
            }).what
          }
        </span>
      )}
    </span>
  );
}
