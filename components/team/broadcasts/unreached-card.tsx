import { useInfiniteQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useEffect, useMemo, useRef } from "react";
import { unreachedQuery } from "#components/team/broadcasts/broadcasts-queries.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Select } from "#components/ui/select.tsx";
import { Truncated } from "#components/ui/truncated.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";
import { useFormat } from "#components/use-format.ts";
import type { BroadcastJson, RecipientJson } from "#lib/http/resources/broadcasts.ts";

const REASONS = ["blocked", "gone", "no_rights", "rejected", "unknown_outcome"] as const;
const ANY = "any";

/** Who was not reached and why, also as a file. */
export function UnreachedCard({ broadcast }: { broadcast: BroadcastJson }) {
  const t = useTranslations("broadcasts.unreached");
  const describeError = useErrorMessage();
  const format = useFormat();
  const { team } = useTeam();
  const [reason, setReason] = useQueryState("reason", parseAsStringLiteral(REASONS));
  const unreached = useInfiniteQuery(unreachedQuery(team.id, broadcast.id, reason));
  const rows = unreached.data?.pages.flatMap(({ items }) => items);
  const columns = useColumns();
  const { reasons: counts = {}, failed = 0 } = broadcast.progress ?? {};
  useFreshList(failed, unreached.refetch);
  const query = new URLSearchParams({ state: "failed", ...(reason && { reason }) });
  return (
    <Card
      flush
      headingLevel={3}
      title={t("title")}
      actions={
        <>
          <Select
            aria-label={t("reason")}
            size="sm"
            className="w-56"
            value={reason ?? ANY}
            onValueChange={(value) => setReason(value === ANY ? null : value)}
            options={[
              { value: ANY, label: t("any") },
              ...REASONS.filter((one) => counts[one]).map((value) => ({
                value,
                label: t("withCount", { reason: t(`reasons.${value}`), count: format.count(counts[value] ?? 0) }),
              })),
            ]}
          />
          <a
            className={cn(buttonVariants({ size: "sm" }))}
            href={`/api/admin/broadcasts/${broadcast.id}/recipients/export?${query}`}
            download
          >
            <Download aria-hidden />
            {t("export")}
          </a>
        </>
      }
    >
      {unreached.isError && !rows ? (
        <ErrorState
          description={describeError(unreached.error)}
          onRetry={() => unreached.refetch()}
          retrying={unreached.isFetching}
        />
      ) : (
        <>
          <DataTable
            label={t("title")}
            className="border-t"
            columns={columns}
            rows={rows}
            rowId={({ chatId }) => chatId}
            skeletonRows={3}
            empty={<EmptyState className="border-t" title={t("noMatch")} />}
          />
          {rows && rows.length > 0 && (
            <LoadMore
              shown={t("shown", { count: rows.length })}
              hasMore={unreached.hasNextPage}
              loading={unreached.isFetchingNextPage}
              onLoadMore={() => unreached.fetchNextPage()}
            />
          )}
        </>
      )}
    </Card>
  );
}

/** The list is asked for again with each one that is counted, so that the two never differ for long. */
function useFreshList(failed: number, refetch: () => unknown) {
  const shown = useRef(failed);
  useEffect(() => {
    if (shown.current === failed) return;
    shown.current = failed;
    void refetch();
  }, [failed, refetch]);
}

function useColumns() {
  const t = useTranslations("broadcasts.unreached");
  const { team } = useTeam();
  return useMemo<Column<RecipientJson>[]>(
    () => [
      {
        id: "who",
        header: t("columns.who"),
        className: "max-w-56",
        cell: ({ name, chatId }) => (
          <>
            <Truncated className="font-medium">{name ?? chatId}</Truncated>
            {name && (
              <span className="tnum block text-ink-subtle text-xs">
                <bdi dir="ltr">{chatId}</bdi>
              </span>
            )}
          </>
        ),
      },
      {
        id: "why",
        header: t("columns.why"),
        className: "whitespace-normal",
        cell: ({ reason }) => reason && t(`reasons.${reason}`),
      },
      {
        id: "when",
        header: t("columns.when"),
        from: "sm",
        align: "end",
        cell: ({ settledAt }) => settledAt && <RelativeTime date={settledAt} timeZone={team.timeZone} />,
      },
    ],
    [t, team.timeZone],
  );
}
