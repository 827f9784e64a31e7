import { Cable } from "lucide-react";
import Link from "next/link";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { channelName } from "#components/usage/channel-name.ts";
import type { ConnectionHealthJson } from "#lib/http/resources/overview.ts";

/** Shown at once; the rest is a click away. */
const SHOWN = 8;

/** How the bots are; those in trouble first. */
export function ConnectionsCard({ connections }: { connections: readonly ConnectionHealthJson[] | undefined }) {
  const running = connections?.filter(({ active }) => active) ?? [];
  const troubled = running.filter(({ health }) => health === "unhealthy").length;
  const allWork = running.length > 0 && running.every(({ health }) => health === "healthy");
  return (
    <Card
      flush
      title="Connections"
      actions={
        (troubled > 0 || allWork) && (
          <span className="text-ink-muted text-xs">
            {allWork ? "All of them work" : `${troubled} need${troubled === 1 ? "s" : ""} attention`}
          </span>
        )
      }
    >
      {connections === undefined ? (
        <div role="status" aria-label="Loading connections" className="flex flex-col gap-4 border-t p-4">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      ) : connections.length === 0 ? (
        <EmptyState
          className="border-t py-10"
          icon={<Cable />}
          title="No bot is connected yet"
          description="Open a team and connect a Telegram bot under Connections."
        />
      ) : (
        <ul className="divide-y divide-line border-t">
          {connections.slice(0, SHOWN).map((connection) => (
            <ConnectionRow key={connection.id} connection={connection} />
          ))}
          {connections.length > SHOWN && (
            <li className="px-4 py-2.5 text-ink-subtle text-xs">
              and {connections.length - SHOWN} more, of which none is worse
            </li>
          )}
        </ul>
      )}
    </Card>
  );
}

function ConnectionRow({ connection }: { connection: ConnectionHealthJson }) {
  const { active, health, healthReason, kind, lastUpdateAt, name, teamId, teamName } = connection;
  const [tone, text] = active ? states[health] : paused;
  return (
    <li className="relative flex items-start gap-3 px-4 py-2.5 hover:bg-hover">
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-baseline gap-2">
          <Link
            href={`/teams/${teamId}/connections`}
            className="truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
          >
            {name}
          </Link>
          <span className="truncate text-ink-subtle text-xs">
            {channelName(kind)} · {teamName}
          </span>
        </p>
        {active && health === "unhealthy" && healthReason ? (
          <p className="line-clamp-2 text-danger-text text-xs">{healthReason}</p>
        ) : (
          <p className="text-ink-subtle text-xs">
            {lastUpdateAt ? (
              <>
                Last message <RelativeTime date={lastUpdateAt} className="relative z-1" />
              </>
            ) : (
              "No message yet"
            )}
          </p>
        )}
      </div>
      <Badge tone={tone} dot>
        {text}
      </Badge>
    </li>
  );
}

const states: Record<ConnectionHealthJson["health"], readonly [Tone, string]> = {
  healthy: ["success", "Healthy"],
  unhealthy: ["danger", "Unhealthy"],
  unknown: ["neutral", "Not checked yet"],
};
const paused = ["neutral", "Paused"] as const;
