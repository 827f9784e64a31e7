"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Gauge } from "lucide-react";
import { errorMessage } from "#components/api-client.ts";
import { formatAmount, limitLabel, subjectLabel } from "#components/team/limits/limit-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { QuotaBar } from "#components/ui/quota-bar.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { LimitJson } from "#lib/http/resources/limits.ts";

const MOST_SHOWN = 5;

export function LimitsCard({ limits }: { limits: UseQueryResult<LimitJson[]> }) {
  const { team, canWrite } = useTeam();
  const href = `/teams/${team.id}/limits`;
  const shown = limits.data?.toSorted((a, b) => share(b) - share(a)).slice(0, MOST_SHOWN);
  return (
    <Card
      title="Limits"
      actions={
        <ButtonLink href={href} size="sm" variant="ghost">
          {canWrite ? "Manage limits" : "All limits"}
        </ButtonLink>
      }
    >
      {limits.isError && !shown ? (
        <ErrorState className="py-6" description={errorMessage(limits.error)} onRetry={() => limits.refetch()} />
      ) : !shown ? (
        <div role="status" aria-label="Loading the limits" className="flex flex-col gap-5">
          <Skeleton className="h-9" />
          <Skeleton className="h-9" />
        </div>
      ) : shown.length === 0 ? (
        <EmptyState
          className="py-6"
          icon={<Gauge />}
          title="Nothing is limited"
          description="Without a limit, this team may use as much as its keys and end users ask for."
          action={canWrite && <ButtonLink href={href}>Set a limit</ButtonLink>}
        />
      ) : (
        <ul className="flex flex-col gap-5">
          {shown.map((limit) => (
            <li key={limit.id}>
              <LimitBar limit={limit} timeZone={team.timeZone} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function LimitBar({ limit, timeZone }: { limit: LimitJson; timeZone: string }) {
  const { unit, amount, current, softPercent, scope } = limit;
  const label = scope === "team" ? limitLabel(limit) : `${limitLabel(limit)} · ${subjectLabel(limit, undefined)}`;
  if (!current) {
    return (
      <p className="flex items-baseline justify-between gap-3 text-sm">
        <span className="truncate font-medium">{label}</span>
        <span className="tnum shrink-0 text-ink-muted">{formatAmount(unit, amount)}</span>
      </p>
    );
  }
  return (
    <QuotaBar
      label={label}
      used={current.used}
      limit={amount}
      softPercent={softPercent}
      usedText={formatAmount(unit, current.used)}
      limitText={formatAmount(unit, amount)}
      note={
        <>
          {formatAmount(unit, current.remaining)} left · resets{" "}
          <RelativeTime date={current.resetsAt} timeZone={timeZone} />
        </>
      }
    />
  );
}

function share({ current, amount }: LimitJson) {
  return current ? Number(current.used) / Number(amount) : -1;
}
