"use client";

import { Building2, Cable, ChartColumn, KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useFormat } from "#components/use-format.ts";

const steps = [
  { step: "team", icon: Building2 },
  { step: "key", icon: KeyRound },
  { step: "bot", icon: Cable },
  { step: "watch", icon: ChartColumn },
] as const;

/** The overview of somebody who has no team yet. */
export function FirstSteps({ isOperator }: { isOperator: boolean }) {
  const t = useTranslations("overview.first");
  const format = useFormat();
  if (!isOperator) {
    return (
      <Card>
        <EmptyState icon={<Building2 />} title={t("noTeamTitle")} description={t("noTeamText")} />
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState
        className="pt-10 pb-8"
        icon={<Building2 />}
        title={t("title")}
        description={t("text")}
        action={
          <ButtonLink variant="primary" href="/teams?new=true">
            {t("create")}
          </ButtonLink>
        }
      />
      <ol className="grid gap-x-6 gap-y-5 border-t pt-6 pb-2 sm:grid-cols-2 lg:grid-cols-4">
        {steps.map(({ step, icon: Icon }, index) => (
          <li key={step} className="flex gap-3">
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-subtle" />
            <div>
              <p className="font-medium">
                {format.count(index + 1)}. {t(`steps.${step}.title`)}
              </p>
              <p className="text-ink-muted text-xs">{t(`steps.${step}.text`)}</p>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
