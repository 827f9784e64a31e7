import { Gauge } from "lucide-react";
import Link from "next/link";
import { formatCount, formatUsd } from "#components/format.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { QuotaBar } from "#components/ui/quota-bar.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { LimitNearEndJson } from "#lib/http/resources/overview.ts";

const units = { requests: "messages", tokens: "tokens", cost: "" };
const windows = { day: "a day", month: "a month" };
const scopes = { team: "", key: "key ", end_user: "end user " };

/** Limits past 70 % of their current window, fullest first. */
export function LimitsCard({ limits }: { limits: readonly LimitNearEndJson[] | undefined }) {
  return (
    <Card title="Limits near their end" flush>
      {limits === undefined ? (
        <div role="status" aria-label="Loading limits" className="flex flex-col gap-5 border-t p-4">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      ) : limits.length === 0 ? (
        <EmptyState
          className="border-t py-10"
          icon={<Gauge />}
          title="Nobody is near a limit"
          description="A limit shows up here when 70% of its day or month is used."
        />
      ) : (
        <ul className="divide-y divide-line border-t">
          {limits.map((limit) => (
            <li key={`${limit.limitId} ${limit.subjectId}`} className="relative px-4 py-3 hover:bg-hover">
              <QuotaBar
                label={nameOf(limit)}
                used={limit.used}
                limit={limit.amount}
                softPercent={limit.softPercent}
                usedText={amountText(limit, limit.used)}
                limitText={`${amountText(limit, limit.amount)} ${units[limit.unit]}`.trim()}
                note={
                  <span className="flex flex-wrap justify-between gap-x-4">
                    <Link
                      href={`/teams/${limit.teamId}/limits`}
                      className="after:absolute after:inset-0 hover:text-ink focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
                    >
                      {limit.teamName}
                      <span className="sr-only">: open its limits</span>
                    </Link>
                    <span>
                      {limit.percent >= 100 ? "Used up" : `${limit.percent}% used`} · resets{" "}
                      <RelativeTime date={limit.resetsAt} className="relative z-1" />
                    </span>
                  </span>
                }
              />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function nameOf({ scope, subjectName, unit, window }: LimitNearEndJson) {
  const what = `${unit === "cost" ? "Cost" : unit === "tokens" ? "Tokens" : "Messages"} ${windows[window]}`;
  return scope === "team" ? what : `${what}, ${scopes[scope]}${subjectName}`;
}

function amountText({ unit }: LimitNearEndJson, amount: string) {
  return unit === "cost" ? formatUsd(amount) : formatCount(amount);
}
