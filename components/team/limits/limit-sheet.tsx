"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { api, errorMessage } from "#components/api-client.ts";
import { useLimitWords } from "#components/team/limits/use-limit-words.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { limitHistoryQuery } from "#components/team/team-queries.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { QuotaBar } from "#components/ui/quota-bar.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useFormat } from "#components/use-format.ts";
import type { LimitJson, TopUpJson } from "#lib/http/resources/limits.ts";

export interface LimitSheetProps {
  limit: LimitJson | null;
  onOpenChange: (open: boolean) => void;
}

/** A limit's top-ups, past windows and alerts. */
export function LimitSheet({ limit, onOpenChange }: LimitSheetProps) {
  const words = useLimitWords();
  const [shown, setShown] = useState(limit);
  if (limit && shown !== limit) setShown(limit);
  return (
    <Sheet
      open={limit !== null}
      onOpenChange={onOpenChange}
      title={shown ? words.label(shown) : ""}
      description={shown ? words.subject(shown) : ""}
    >
      {shown && <LimitDetails limit={shown} />}
    </Sheet>
  );
}

function LimitDetails({ limit }: { limit: LimitJson }) {
  const t = useTranslations("limits.history");
  const format = useFormat();
  const words = useLimitWords();
  const { team } = useTeam();
  const history = useQuery(limitHistoryQuery(team.id, limit.id));
  const { timeZone } = team;
  if (history.isError) {
    return <ErrorState description={errorMessage(history.error)} onRetry={() => history.refetch()} />;
  }
  return (
    <div className="flex flex-col gap-6 px-5 pt-2 pb-6 text-sm">
      {limit.topUps.length > 0 && (
        <Part title={t("topUps")}>
          {limit.topUps.map((topUp) => (
            <TopUp key={topUp.id} limit={limit} topUp={topUp} />
          ))}
        </Part>
      )}
      <Part title={t("windows")} empty={history.data?.windows.length === 0 && t("noWindows")}>
        {history.data ? (
          history.data.windows.map((window) => (
            <li key={window.start} className="py-2.5">
              <QuotaBar
                label={
                  limit.window === "day"
                    ? format.date(window.start, { timeZone })
                    : format.bucket(window.start, "month", { timeZone, long: true })
                }
                used={window.used}
                limit={window.amount}
                softPercent={limit.softPercent}
                usedText={words.amount(limit.unit, window.used)}
                limitText={words.amount(limit.unit, window.amount)}
                note={notesOf(window)}
              />
            </li>
          ))
        ) : (
          <li className="flex flex-col gap-4 py-2.5">
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
            <Skeleton className="h-8" />
          </li>
        )}
      </Part>
      {history.data && (
        <Part title={t("alerts")} empty={history.data.alerts.length === 0 && t("noAlerts")}>
          {history.data.alerts.map((alert) => (
            <li key={alert.id} className="flex items-baseline justify-between gap-3 py-2.5">
              <span>
                {alert.subjectName
                  ? t("alertOf", { share: format.share(alert.percent / 100), name: alert.subjectName })
                  : t("alert", { share: format.share(alert.percent / 100) })}
              </span>
              <RelativeTime date={alert.createdAt} timeZone={timeZone} className="text-ink-subtle text-xs" />
            </li>
          ))}
        </Part>
      )}
    </div>
  );

  function notesOf(window: { toppedUp: string; subjects: number; reached: number; subjectName: string | null }) {
    const notes = [
      window.toppedUp !== "0" && t("withTopUp", { amount: words.amount(limit.unit, window.toppedUp) }),
      limit.scope !== "team" && limit.subjectId === null && window.subjectName
        ? t("fullest", { name: window.subjectName, count: window.subjects })
        : null,
      window.reached > 0 && t("reached", { count: window.reached }),
    ].filter(Boolean);
    return notes.length > 0 ? notes.join(" · ") : undefined;
  }
}

function Part({ title, empty, children }: { title: string; empty?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h3 className="font-medium text-ink-muted text-xs">{title}</h3>
      {empty ? <p className="pt-2 text-ink-subtle">{empty}</p> : <ul className="divide-y divide-line">{children}</ul>}
    </section>
  );
}

function TopUp({ limit, topUp }: { limit: LimitJson; topUp: TopUpJson }) {
  const t = useTranslations("limits.history");
  const words = useLimitWords();
  const { team, canWrite } = useTeam();
  const queryClient = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => api<void>(`/teams/${team.id}/limits/${limit.id}/top-ups/${topUp.id}`, { method: "DELETE" }),
    meta: { errorToast: t("revokeFailed") },
    onSuccess: () => toast.success(t("revoked")),
    onSettled: () => staleTeam(queryClient, team.id),
  });
  return (
    <li className="flex items-start justify-between gap-3 py-2.5">
      <div className="min-w-0">
        <p className="tnum font-medium">
          <bdi>+{words.amount(limit.unit, topUp.amount)}</bdi>
        </p>
        {topUp.reason && <p className="break-words text-ink-muted">{topUp.reason}</p>}
        <p className="text-ink-subtle text-xs">
          <bdi>{topUp.createdBy}</bdi> · <RelativeTime date={topUp.createdAt} timeZone={team.timeZone} /> · {t("ends")}{" "}
          <RelativeTime date={topUp.endsAt} timeZone={team.timeZone} />
        </p>
      </div>
      {canWrite && (
        <Button size="sm" variant="ghost" loading={revoke.isPending} onClick={() => revoke.mutate()}>
          {t("revoke")}
        </Button>
      )}
    </li>
  );
}
