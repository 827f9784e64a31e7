import { useTranslations } from "next-intl";
import { VERDICT_TONES } from "#components/team/groups/use-decision-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Truncated } from "#components/ui/truncated.tsx";
import type { VerdictJson } from "#lib/http/resources/groups.ts";

/** Channel by channel: whether the person belongs to it, how that is known, and since when. */
export function VerdictList({ verdicts }: { verdicts: readonly VerdictJson[] }) {
  const t = useTranslations("groups.verdicts");
  const { team } = useTeam();
  if (verdicts.length === 0) return <p className="text-ink-muted text-sm">{t("none")}</p>;
  return (
    <ul aria-label={t("label")} className="divide-y divide-line rounded-md border">
      {verdicts.map(({ channelId, title, state, source, at, reason }) => (
        <li key={channelId} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 px-3 py-2">
          <span className="min-w-0">
            <Truncated className="font-medium text-sm">{title}</Truncated>
            <span className="block text-ink-subtle text-xs">
              {t.rich(`sources.${source}`, { time: () => <RelativeTime date={at} timeZone={team.timeZone} /> })}
              {reason && ` · ${t(`reasons.${reason}`)}`}
            </span>
          </span>
          <Badge tone={VERDICT_TONES[state]}>{t(`states.${state}`)}</Badge>
        </li>
      ))}
    </ul>
  );
}
