import { Cable } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { channelName } from "#components/usage/channel-name.ts";
import type { ConnectionHealthJson } from "#lib/http/resources/overview.ts";

/** Shown at once; the rest is a click away. */
const SHOWN = 8;

export interface ConnectionsCardProps {
  /** Undefined while it loads. */
  connections: readonly ConnectionHealthJson[] | undefined;
}

/** How the bots are; those in trouble first. */
export const ConnectionsCard = memo(function ConnectionsCard({ connections }: ConnectionsCardProps) {
  const t = useTranslations("overview.connections");
  const running = connections?.filter(({ active }) => active) ?? [];
  const troubled = running.filter(({ health }) => health === "unhealthy").length;
  const allWork = running.length > 0 && running.every(({ health }) => health === "healthy");
  return (
    <Card
      flush
      title={t("title")}
      actions={
        (troubled > 0 || allWork) && (
          <span className="text-ink-muted text-xs">{allWork ? t("allWork") : t("troubled", { count: troubled })}</span>
        )
      }
    >
      {connections === undefined ? (
        <div role="status" aria-label={t("loading")} className="flex flex-col gap-4 border-t p-4">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      ) : connections.length === 0 ? (
        <EmptyState className="border-t py-10" icon={<Cable />} title={t("emptyTitle")} description={t("emptyText")} />
      ) : (
        <ul className="divide-y divide-line border-t">
          {connections.slice(0, SHOWN).map((connection) => (
            <ConnectionRow key={connection.id} connection={connection} />
          ))}
          {connections.length > SHOWN && (
            <li className="px-4 py-2.5 text-ink-subtle text-xs">{t("more", { count: connections.length - SHOWN })}</li>
          )}
        </ul>
      )}
    </Card>
  );
});

export function ConnectionRow({ connection, team = true }: { connection: ConnectionHealthJson; team?: boolean }) {
  const t = useTranslations("overview.connections");
  const { active, health, healthReason, kind, lastUpdateAt, name, teamId, teamName } = connection;
  const state = active ? health : "paused";
  return (
    <li className="relative flex items-start gap-3 px-4 py-2.5 hover:bg-hover">
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-baseline gap-2">
          <Link
            href={`/teams/${teamId}/connections`}
            className="truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
          >
            <bdi>{name}</bdi>
          </Link>
          <span className="truncate text-ink-subtle text-xs">
            {channelName(kind)}
            {team && (
              <>
                {" · "}
                <bdi>{teamName}</bdi>
              </>
            )}
          </span>
        </p>
        {active && health === "unhealthy" && healthReason ? (
          <p className="line-clamp-2 text-danger-text text-xs">
            <bdi>{healthReason}</bdi>
          </p>
        ) : (
          <p className="text-ink-subtle text-xs">
            {lastUpdateAt
              ? t.rich("lastMessage", { when: () => <RelativeTime date={lastUpdateAt} className="relative z-1" /> })
              : t("noMessage")}
          </p>
        )}
      </div>
      <Badge tone={tones[state]} dot>
        {t(`state.${state}`)}
      </Badge>
    </li>
  );
}

const tones: Record<ConnectionHealthJson["health"] | "paused", Tone> = {
  healthy: "success",
  unhealthy: "danger",
  unknown: "neutral",
  paused: "neutral",
};
