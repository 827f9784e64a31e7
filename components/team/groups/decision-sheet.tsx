import { useTranslations } from "next-intl";
import { useState } from "react";
import { OUTCOME_TONES, outcomeKind } from "#components/team/groups/outcomes.ts";
import { useDecisionWords } from "#components/team/groups/use-decision-words.ts";
import { VerdictList } from "#components/team/groups/verdict-list.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useFormat } from "#components/use-format.ts";
import type { DecisionJson } from "#lib/http/resources/groups.ts";

export interface DecisionSheetProps {
  decision: DecisionJson | null;
  onOpenChange: (open: boolean) => void;
}

/** Why somebody was let in or held: what was known of each channel, and what the bot did. */
export function DecisionSheet({ decision, onOpenChange }: DecisionSheetProps) {
  const words = useDecisionWords();
  const [shown, setShown] = useState(decision);
  if (decision && shown !== decision) setShown(decision);
  return (
    <Sheet
      open={decision !== null}
      onOpenChange={onOpenChange}
      title={<bdi>{shown?.userName ?? shown?.userId ?? ""}</bdi>}
      description={shown && words.reason(shown.reason)}
    >
      {shown && <Details decision={shown} />}
    </Sheet>
  );
}

function Details({ decision }: { decision: DecisionJson }) {
  const t = useTranslations("groups.decisions");
  const words = useDecisionWords();
  const format = useFormat();
  const { team } = useTeam();
  const { userId, username, trigger, outcome, verdicts, actions, latencyMs, createdAt } = decision;
  return (
    <div className="flex flex-col gap-6 px-5 pt-2 pb-6 text-sm">
      <Facts
        items={[
          {
            label: t("columns.outcome"),
            value: <Badge tone={OUTCOME_TONES[outcomeKind(outcome)]}>{words.outcome(outcome)}</Badge>,
          },
          { label: t("columns.trigger"), value: words.trigger(trigger) },
          { label: t("columns.when"), value: <RelativeTime date={createdAt} timeZone={team.timeZone} /> },
          { label: t("userId"), value: <bdi className="tnum">{userId}</bdi> },
          ...(username ? [{ label: t("username"), value: <bdi dir="ltr">@{username}</bdi> }] : []),
          { label: t("took"), value: latencyMs === null ? "–" : format.ms(latencyMs) },
          {
            label: t("actions"),
            value: actions.length === 0 ? t("noActions") : format.list(actions.map(words.action)),
          },
        ]}
      />
      <section className="flex flex-col gap-3">
        <h3 className="font-medium text-ink-muted text-xs">{t("verdicts")}</h3>
        <VerdictList verdicts={verdicts} />
      </section>
    </div>
  );
}
