"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { BreakersCard } from "#components/operations/breakers-card.tsx";
import { LoadFailed } from "#components/operations/load-state.tsx";
import { processesQuery } from "#components/operations/operations-queries.ts";
import { OperationsShell } from "#components/operations/operations-shell.tsx";
import { ProcessesCard } from "#components/operations/processes-card.tsx";

export function ProcessesPage() {
  const t = useTranslations("operations.processes");
  const query = useQuery(processesQuery);
  return (
    <OperationsShell>
      {query.isError && !query.data ? (
        <LoadFailed title={t("loadFailed")} query={query} />
      ) : (
        <div className="flex flex-col gap-4">
          <ProcessesCard processes={query.data?.items} />
          <BreakersCard breakers={query.data?.breakers} />
        </div>
      )}
    </OperationsShell>
  );
}
