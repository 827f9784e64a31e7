import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";
import type { StorageJson } from "#lib/http/resources/operations.ts";

export function DatabaseFacts({ database }: { database: StorageJson["database"] | undefined }) {
  const t = useTranslations("operations.storage");
  const format = useFormat();
  return (
    <Card title={t("facts")}>
      {database ? (
        <Facts
          items={[
            { label: t("version"), value: <bdi>{`${t("database")} ${database.version}`}</bdi> },
            { label: t("active"), value: format.count(database.connections.active) },
            { label: t("idle"), value: format.count(database.connections.idle) },
            { label: t("inTransaction"), value: format.count(database.connections.inTransaction) },
            { label: t("lastMigration"), value: <LastMigration migration={database.lastMigration} /> },
            {
              label: t("replicas"),
              value: database.replicas.length === 0 ? t("noReplicas") : format.list(database.replicas.map(replicaText)),
            },
          ]}
        />
      ) : (
        <Skeleton className="h-36" />
      )}
    </Card>
  );

  function replicaText({ name, state, lagMs }: StorageJson["database"]["replicas"][number]) {
    return lagMs === null ? t("replica", { name, state }) : t("replicaLag", { name, state, lag: format.ms(lagMs) });
  }
}

function LastMigration({ migration }: { migration: StorageJson["database"]["lastMigration"] }) {
  const t = useTranslations("operations.storage");
  if (!migration) return t("unknown");
  return (
    <>
      <bdi dir="ltr" className="block font-mono text-xs [overflow-wrap:anywhere]">
        {migration.name}
      </bdi>
      <RelativeTime date={migration.appliedAt} className="text-ink-subtle text-xs" />
    </>
  );
}
