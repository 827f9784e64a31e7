"use client";

import { Plug } from "lucide-react";
import { useTranslations } from "next-intl";
import { BroadcastBots } from "#components/team/broadcasts/broadcast-bots.tsx";
import { ComposeForm } from "#components/team/broadcasts/compose-form.tsx";
import { useCrumb, useTeam } from "#components/team/team-context.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** Where a broadcast is written. */
export function ComposeScreen() {
  const t = useTranslations("broadcasts");
  useCrumb(t("new"));
  return <BroadcastBots>{(bots) => (bots.length === 0 ? <NoBot /> : <ComposeForm bots={bots} />)}</BroadcastBots>;
}

function NoBot() {
  const t = useTranslations("broadcasts");
  const { team } = useTeam();
  return (
    <Card flush>
      <EmptyState
        icon={<Plug />}
        title={t("noBotTitle")}
        description={t("noBotText")}
        action={
          <ButtonLink variant="primary" href={`/teams/${team.id}/connections`}>
            {t("noBotAction")}
          </ButtonLink>
        }
      />
    </Card>
  );
}
