"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { errorMessage } from "#components/api-client.ts";
import { CreateKeyDialog } from "#components/team/keys/create-key-dialog.tsx";
import { KeySheet } from "#components/team/keys/key-sheet.tsx";
import { isWorking } from "#components/team/keys/key-words.ts";
import { KeysTable } from "#components/team/keys/keys-table.tsx";
import { NewKeyDialog } from "#components/team/keys/new-key-dialog.tsx";
import { RevokeKeyDialog } from "#components/team/keys/revoke-key-dialog.tsx";
import { RotateKeyDialog } from "#components/team/keys/rotate-key-dialog.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { keysQuery } from "#components/team/team-queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { KeyJson, NewKeyJson } from "#lib/http/resources/keys.ts";

type Open = { kind: "create" } | { kind: "rotate" | "revoke"; key: KeyJson } | null;

export function KeysScreen() {
  const t = useTranslations("keys");
  const { team, canWrite } = useTeam();
  const pages = useInfiniteQuery({ ...keysQuery(team.id), refetchInterval: 30_000 });
  const [filter, setFilter] = useState<"working" | "all">("working");
  const [open, setOpen] = useState<Open>(null);
  const [details, setDetails] = useState<string | null>(null);
  const showDetails = useCallback(({ id }: KeyJson) => setDetails(id), []);
  const [fresh, setFresh] = useState<NewKeyJson | null>(null);
  const all = pages.data?.pages.flatMap(({ items }) => items);
  const rows = filter === "all" ? all : all?.filter(isWorking);
  const hasEnded = all?.some((key) => !isWorking(key));
  // By id, so that what is open follows the figures of the list.
  const opened = all?.find(({ id }) => id === details);
  const close = (next: boolean) => !next && setOpen(null);
  const createButton = (
    <Button variant="primary" onClick={() => setOpen({ kind: "create" })}>
      <Plus aria-hidden />
      {t("create")}
    </Button>
  );

  return (
    <>
      <Card
        flush
        title={t("title")}
        description={t("description")}
        actions={
          <>
            {hasEnded && (
              <Segmented
                label={t("which")}
                value={filter}
                onValueChange={setFilter}
                options={[
                  { value: "working", label: t("working") },
                  { value: "all", label: t("all") },
                ]}
              />
            )}
            {canWrite && Boolean(all?.length) && createButton}
          </>
        }
      >
        {pages.isError && !all ? (
          <ErrorState
            title={t("loadError")}
            description={errorMessage(pages.error)}
            onRetry={() => pages.refetch()}
            retrying={pages.isFetching}
          />
        ) : (
          <>
            <KeysTable
              keys={rows}
              onDetails={showDetails}
              onRotate={canWrite ? (key) => setOpen({ kind: "rotate", key }) : undefined}
              onRevoke={canWrite ? (key) => setOpen({ kind: "revoke", key }) : undefined}
              empty={
                <EmptyState
                  icon={<KeyRound />}
                  title={all?.length ? t("noneWorks") : t("emptyTitle")}
                  description={t("emptyText")}
                  action={canWrite && createButton}
                />
              }
            />
            {pages.hasNextPage && (
              <LoadMore
                shown={t("shown", { count: all?.length ?? 0 })}
                hasMore
                loading={pages.isFetchingNextPage}
                onLoadMore={() => pages.fetchNextPage()}
              />
            )}
          </>
        )}
      </Card>
      <KeySheet
        apiKey={opened ?? null}
        successor={all?.find(({ id }) => id === opened?.successorId)}
        onOpenChange={(next) => !next && setDetails(null)}
      />
      <CreateKeyDialog open={open?.kind === "create"} onOpenChange={close} onCreated={setFresh} />
      <RotateKeyDialog target={open?.kind === "rotate" ? open.key : null} onOpenChange={close} onRotated={setFresh} />
      <RevokeKeyDialog target={open?.kind === "revoke" ? open.key : null} onOpenChange={close} />
      <NewKeyDialog created={fresh} onClose={() => setFresh(null)} />
    </>
  );
}
