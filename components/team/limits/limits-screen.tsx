"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Gauge, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { errorMessage } from "#components/api-client.ts";
import { DeleteLimitDialog } from "#components/team/limits/delete-limit-dialog.tsx";
import { LimitDialog } from "#components/team/limits/limit-dialog.tsx";
import { LimitSheet } from "#components/team/limits/limit-sheet.tsx";
import { type LimitAction, LimitsTable } from "#components/team/limits/limits-table.tsx";
import { TopUpDialog } from "#components/team/limits/top-up-dialog.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { keysQuery, limitsQuery } from "#components/team/team-queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { LimitJson } from "#lib/http/resources/limits.ts";

type Open = { kind: "create" } | { kind: LimitAction; limitId: string } | null;

export function LimitsScreen() {
  const t = useTranslations("limits");
  const { team, canWrite } = useTeam();
  const limits = useQuery({ ...limitsQuery(team.id), refetchInterval: 15_000 });
  const keyPages = useInfiniteQuery(keysQuery(team.id));
  const keys = useMemo(() => keyPages.data?.pages.flatMap(({ items }) => items), [keyPages.data]);
  const [open, setOpen] = useState<Open>(null);
  // By id, so that what is open follows the figures of the list.
  const opened = (kind: LimitAction): LimitJson | null =>
    (open?.kind === kind && limits.data?.find(({ id }) => id === open.limitId)) || null;
  const act = useCallback((kind: LimitAction, { id }: LimitJson) => setOpen({ kind, limitId: id }), []);
  const close = (next: boolean) => !next && setOpen(null);
  const addButton = (
    <Button variant="primary" onClick={() => setOpen({ kind: "create" })}>
      <Plus aria-hidden />
      {t("form.add")}
    </Button>
  );

  return (
    <>
      <Card
        flush
        title={t("title")}
        description={t("description", { zone: team.timeZone })}
        actions={canWrite && Boolean(limits.data?.length) && addButton}
      >
        {limits.isError && !limits.data ? (
          <ErrorState
            title={t("loadError")}
            description={errorMessage(limits.error)}
            onRetry={() => limits.refetch()}
            retrying={limits.isFetching}
          />
        ) : (
          <LimitsTable
            limits={limits.data}
            canWrite={canWrite}
            onAction={act}
            empty={
              <EmptyState
                icon={<Gauge />}
                title={t("emptyTitle")}
                description={t("emptyText")}
                action={canWrite && addButton}
              />
            }
          />
        )}
      </Card>
      <LimitDialog
        open={open?.kind === "create" || open?.kind === "edit"}
        limit={opened("edit")}
        keys={keys}
        onOpenChange={close}
      />
      <TopUpDialog limit={opened("topUp")} onOpenChange={close} />
      <DeleteLimitDialog limit={opened("delete")} onOpenChange={close} />
      <LimitSheet limit={opened("details")} onOpenChange={close} />
    </>
  );
}
