"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { destinationsQuery } from "#components/alerts/alert-queries.ts";
import { DeleteDestinationDialog } from "#components/alerts/delete-destination-dialog.tsx";
import { DeliveryLog } from "#components/alerts/delivery-log.tsx";
import { DestinationDialog } from "#components/alerts/destination-dialog.tsx";
import { DestinationRow } from "#components/alerts/destination-row.tsx";
import { RotateSecretDialog } from "#components/alerts/rotate-secret-dialog.tsx";
import { SecretDialog } from "#components/alerts/secret-dialog.tsx";
import { errorMessage } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { DestinationJson, NewDestinationJson } from "#lib/http/resources/alerts.ts";

type Open = { kind: "create" } | { kind: "edit" | "delete" | "rotate"; destination: DestinationJson } | null;

export interface DestinationsCardProps {
  /** Null: where the operators' alerts go. */
  teamId: string | null;
  canWrite: boolean;
}

/** Where alerts are sent besides the dashboard. Which log is open lives in the URL. */
export function DestinationsCard({ teamId, canWrite }: DestinationsCardProps) {
  const t = useTranslations("alerts.destinations");
  const destinations = useQuery(destinationsQuery(teamId));
  const [open, setOpen] = useState<Open>(null);
  const [fresh, setFresh] = useState<NewDestinationJson | null>(null);
  const [logOf, setLogOf] = useQueryState("log", parseAsString);
  const close = (next: boolean) => !next && setOpen(null);
  const addButton = (
    <Button variant="primary" onClick={() => setOpen({ kind: "create" })}>
      <Plus aria-hidden />
      {t("add")}
    </Button>
  );

  return (
    <>
      <Card
        flush
        title={t("title")}
        description={teamId === null ? t("platformDescription") : t("teamDescription")}
        actions={canWrite && Boolean(destinations.data?.length) && addButton}
      >
        {destinations.isError && !destinations.data ? (
          <ErrorState
            title={t("error")}
            description={errorMessage(destinations.error)}
            onRetry={() => destinations.refetch()}
            retrying={destinations.isFetching}
          />
        ) : destinations.data === undefined ? (
          <div role="status" aria-label={t("loading")} className="flex flex-col gap-3 border-t px-4 py-4">
            <Skeleton className="w-1/3" />
            <Skeleton className="w-1/2" />
          </div>
        ) : destinations.data.length === 0 ? (
          <EmptyState
            className="border-t"
            icon={<Send />}
            title={t("emptyTitle")}
            description={canWrite ? t("emptyText") : t("emptyViewer")}
            action={canWrite && addButton}
          />
        ) : (
          <ul aria-label={t("title")} className="divide-y divide-line border-t">
            {destinations.data.map((destination) => (
              <DestinationRow
                key={destination.id}
                destination={destination}
                canWrite={canWrite}
                onLog={() => setLogOf(destination.id)}
                onChange={(kind) => setOpen({ kind, destination })}
              />
            ))}
          </ul>
        )}
      </Card>
      <DestinationDialog
        teamId={teamId}
        open={open?.kind === "create" || open?.kind === "edit"}
        destination={open?.kind === "edit" ? open.destination : null}
        onOpenChange={close}
        onCreated={(created) => created.secret && setFresh(created)}
      />
      <DeleteDestinationDialog destination={open?.kind === "delete" ? open.destination : null} onOpenChange={close} />
      <RotateSecretDialog
        destination={open?.kind === "rotate" ? open.destination : null}
        onOpenChange={close}
        onRotated={setFresh}
      />
      <SecretDialog created={fresh} onClose={() => setFresh(null)} />
      <DeliveryLog
        destination={destinations.data?.find(({ id }) => id === logOf) ?? null}
        onClose={() => setLogOf(null)}
      />
    </>
  );
}
