"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Gauge, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { errorMessage } from "#components/api-client.ts";
import { DeleteLimitDialog } from "#components/team/limits/delete-limit-dialog.tsx";
import { LimitDialog } from "#components/team/limits/limit-dialog.tsx";
import { LimitsTable } from "#components/team/limits/limits-table.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { keysQuery, limitsQuery } from "#components/team/team-queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { LimitJson } from "#lib/http/resources/limits.ts";

type Open = { kind: "create" } | { kind: "edit" | "delete"; limit: LimitJson } | null;

export function LimitsScreen() {
  const { team, canWrite } = useTeam();
  const limits = useQuery({ ...limitsQuery(team.id), refetchInterval: 15_000 });
  const keyPages = useInfiniteQuery(keysQuery(team.id));
  const keys = useMemo(() => keyPages.data?.pages.flatMap(({ items }) => items), [keyPages.data]);
  const [open, setOpen] = useState<Open>(null);
  const close = (next: boolean) => !next && setOpen(null);
  const addButton = (
    <Button variant="primary" onClick={() => setOpen({ kind: "create" })}>
      <Plus aria-hidden />
      Add limit
    </Button>
  );

  return (
    <>
      <Card
        flush
        title="Limits"
        description={`Every call has to fit all of them. Days and months begin at midnight in ${team.timeZone}.`}
        actions={canWrite && Boolean(limits.data?.length) && addButton}
      >
        {limits.isError && !limits.data ? (
          <ErrorState
            title="The limits couldn’t be loaded"
            description={errorMessage(limits.error)}
            onRetry={() => limits.refetch()}
            retrying={limits.isFetching}
          />
        ) : (
          <LimitsTable
            limits={limits.data}
            keys={keys}
            onEdit={canWrite ? (limit) => setOpen({ kind: "edit", limit }) : undefined}
            onDelete={canWrite ? (limit) => setOpen({ kind: "delete", limit }) : undefined}
            empty={
              <EmptyState
                icon={<Gauge />}
                title="Nothing is limited yet"
                description="A limit caps requests, tokens or cost per day or month: for the whole team, each key or each end user. It can’t be overshot."
                action={canWrite && addButton}
              />
            }
          />
        )}
      </Card>
      <LimitDialog
        open={open?.kind === "create" || open?.kind === "edit"}
        limit={open?.kind === "edit" ? open.limit : null}
        keys={keys}
        onOpenChange={close}
      />
      <DeleteLimitDialog limit={open?.kind === "delete" ? open.limit : null} keys={keys} onOpenChange={close} />
    </>
  );
}
