import { CircleStop, Pause, Pencil, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { BroadcastBadge } from "#components/team/broadcasts/broadcast-badge.tsx";
import { useBroadcastActions } from "#components/team/broadcasts/use-broadcast-actions.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import type { BroadcastJson } from "#lib/http/resources/broadcasts.ts";

/** To whom it goes, how it stands, and what can be done about that. */
export function BroadcastHeader({ broadcast }: { broadcast: BroadcastJson }) {
  const t = useTranslations("broadcasts");
  const { canWrite } = useTeam();
  const { audience, connection, state } = broadcast;
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h2 className="font-semibold text-lg">
          {t.rich(`titleOf.${audience}`, { bot: () => <bdi>{connection.name}</bdi> })}
        </h2>
        <BroadcastBadge broadcast={broadcast} />
      </div>
      {canWrite && state !== "done" && state !== "cancelled" && <Actions broadcast={broadcast} />}
    </header>
  );
}

function Actions({ broadcast }: { broadcast: BroadcastJson }) {
  const t = useTranslations("broadcasts.actions");
  const move = useBroadcastActions(broadcast);
  const { team } = useTeam();
  const { id, state, progress } = broadcast;
  const isBusy = (one: string) => move.isPending && move.variables === one;
  return (
    <div className="flex flex-wrap gap-2">
      {state === "scheduled" && (
        <ButtonLink href={`/teams/${team.id}/broadcasts/${id}/edit`}>
          <Pencil aria-hidden />
          {t("edit")}
        </ButtonLink>
      )}
      {state === "running" && (
        <Button loading={isBusy("pause")} onClick={() => move.mutate("pause")}>
          <Pause aria-hidden />
          {t("pause")}
        </Button>
      )}
      {state === "paused" && (
        <Button variant="primary" loading={isBusy("resume")} onClick={() => move.mutate("resume")}>
          <Play aria-hidden className="rtl:-scale-x-100" />
          {t("resume")}
        </Button>
      )}
      <ConfirmDialog
        trigger={
          <Button variant="danger-quiet">
            <CircleStop aria-hidden />
            {t("cancel")}
          </Button>
        }
        title={t("cancelTitle")}
        description={progress ? t("cancelText", { count: progress.pending }) : t("cancelEarlyText")}
        confirmLabel={t("cancel")}
        cancelLabel={t("keep")}
        onConfirm={() => move.mutateAsync("cancel")}
      />
    </div>
  );
}
