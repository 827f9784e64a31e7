"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { CachesCard } from "#components/operations/caches-card.tsx";
import { DatabaseFacts } from "#components/operations/database-facts.tsx";
import { LoadFailed } from "#components/operations/load-state.tsx";
import { storageQuery } from "#components/operations/operations-queries.ts";
import { OperationsShell } from "#components/operations/operations-shell.tsx";
import { RedisSection } from "#components/operations/redis-section.tsx";
import { SlowestCard } from "#components/operations/slowest-card.tsx";
import { TablesCard } from "#components/operations/tables-card.tsx";
import { useUnits } from "#components/operations/use-units.ts";
import { StatCard } from "#components/ui/stat-card.tsx";
import { useFormat } from "#components/use-format.ts";
import type { StorageJson } from "#lib/http/resources/operations.ts";

export function StoragePage() {
  const t = useTranslations("operations.storage");
  const query = useQuery(storageQuery);
  const { data } = query;
  return (
    <OperationsShell>
      {query.isError && !data ? (
        <LoadFailed title={t("loadFailed")} query={query} />
      ) : (
        <div className="flex flex-col gap-4">
          <DatabaseStats database={data?.database} />
          <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
            <TablesCard tables={data?.database.tables} />
            <div className="flex min-w-0 flex-col gap-4">
              <DatabaseFacts database={data?.database} />
              <SlowestCard slowest={data?.database.slowest} />
            </div>
          </div>
          {data?.redis && <RedisSection redis={data.redis} />}
          <CachesCard caches={data?.caches} />
        </div>
      )}
    </OperationsShell>
  );
}

function DatabaseStats({ database }: { database: StorageJson["database"] | undefined }) {
  const t = useTranslations("operations.storage");
  const format = useFormat();
  const { bytes } = useUnits();
  const used = database && database.connections.active + database.connections.idle + database.connections.inTransaction;
  return (
    <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      <StatCard label={t("size")} value={database ? bytes(database.bytes) : null} />
      <StatCard
        label={t("connections")}
        value={
          database
            ? t("connectionsOf", { used: format.count(used ?? 0), max: format.count(database.connections.max) })
            : null
        }
      />
      <StatCard
        label={t("cacheHits")}
        value={
          database ? (database.cacheHitRatio === null ? t("unknown") : format.share(database.cacheHitRatio)) : null
        }
      />
      <StatCard label={t("migrations")} value={database ? migrationsText(database.pendingMigrations) : null} />
    </div>
  );

  function migrationsText(pending: number | null) {
    if (pending === null) return t("unknown");
    return pending === 0 ? t("upToDate") : t("pending", { count: pending });
  }
}
