import { useTranslations } from "next-intl";
import { PLANNED } from "#components/team/broadcasts/zoned-time.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Card } from "#components/ui/card.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useFormat } from "#components/use-format.ts";
import type { BroadcastJson, BroadcastProgressJson } from "#lib/http/resources/broadcasts.ts";

/** How far it is, and the moments that it has been through. */
export function ProgressCard({ broadcast }: { broadcast: BroadcastJson }) {
  const t = useTranslations("broadcasts.progress");
  const format = useFormat();
  const { team } = useTeam();
  const { progress, state, startsAt, startedAt, endedAt, createdBy, createdAt } = broadcast;
  const at = (date: string) => <RelativeTime date={date} timeZone={team.timeZone} />;
  return (
    <Card headingLevel={3} title={t("label")}>
      <div className="flex flex-col gap-5">
        {progress ? (
          <Figures progress={progress} state={state} />
        ) : (
          <p className="text-ink-muted text-sm">
            {state === "cancelled"
              ? t("neverBegan")
              : t.rich("begins", {
                  time: () => (
                    <span className="font-medium text-ink">
                      {format.dateTime(startsAt, { ...PLANNED, timeZone: team.timeZone })}
                    </span>
                  ),
                })}
          </p>
        )}
        <Facts
          items={[
            ...(startedAt
              ? [{ label: t("started"), value: at(startedAt) }]
              : [{ label: t("starts"), value: at(startsAt) }]),
            ...(endedAt ? [{ label: t("ended"), value: at(endedAt) }] : []),
            { label: t("created"), value: at(createdAt) },
            { label: t("createdBy"), value: createdBy ? <bdi>{createdBy}</bdi> : t("aKey") },
          ]}
        />
      </div>
    </Card>
  );
}

function Figures({ progress, state }: { progress: BroadcastProgressJson; state: BroadcastJson["state"] }) {
  const t = useTranslations("broadcasts.progress");
  const format = useFormat();
  const { total, sent, failed, pending, sending, secondsLeft } = progress;
  const exact = (count: number) => format.count(count, { exact: true });
  const figures = [
    { label: t("sent"), value: sent },
    { label: t("unreached"), value: failed },
    { label: t(state === "cancelled" ? "notSent" : "waiting"), value: pending + sending },
  ];
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-3 gap-3">
        {figures.map(({ label, value }) => (
          <div key={label}>
            <dt className="text-ink-subtle text-xs">{label}</dt>
            <dd className="tnum font-semibold text-xl">{exact(value)}</dd>
          </div>
        ))}
      </dl>
      <ProgressBar
        label={t("label")}
        done={sent}
        failed={failed}
        total={total}
        valueText={t("of", { sent: exact(sent), total: exact(total) })}
        idle={state === "paused" || state === "cancelled"}
      />
      <p role="status" className="text-ink-muted text-xs">
        {t("of", { sent: exact(sent), total: exact(total) })}
        {secondsLeft !== null && ` · ${t("left", { time: format.ms(Math.max(1, secondsLeft) * 1_000) })}`}
      </p>
    </div>
  );
}
