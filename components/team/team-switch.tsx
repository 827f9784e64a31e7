"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Copy, Ellipsis, Power, PowerOff } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { api } from "#components/api-client.ts";
import { useCommands } from "#components/shell/commands.tsx";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { teamQuery } from "#components/team/team-queries.ts";
import { Button } from "#components/ui/button.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useWanted } from "#components/ui/use-wanted.ts";
import type { TeamJson } from "#lib/http/resources/teams.ts";

const ConfirmDialog = dynamic(() => import("#components/ui/alert-dialog.tsx").then((m) => m.ConfirmDialog), {
  ssr: false,
});
// Forms and their schemas are as much script as the rest of the page.
const DuplicateTeamDialog = dynamic(
  () => import("#components/teams/duplicate-team-dialog.tsx").then((m) => m.DuplicateTeamDialog),
  { ssr: false },
);

/** What operators do with a team as a whole: duplicate it, switch it off after a question, and on again. */
export function TeamSwitch() {
  const all = useTranslations("team");
  const t = useTranslations("team.switch");
  const { team } = useTeam();
  const [duplicating, setDuplicating] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const hasAsked = useWanted(leaving);
  const { mutate, mutateAsync, isPending } = useSetActive();
  const name = team.displayName;
  useCommands(
    useMemo(
      () => [
        {
          id: "team duplicate",
          group: name,
          label: all("duplicate"),
          icon: <Copy aria-hidden />,
          onSelect: () => setDuplicating(true),
        },
        team.active
          ? {
              id: "team deactivate",
              group: name,
              label: t("deactivate"),
              icon: <PowerOff aria-hidden />,
              onSelect: () => setLeaving(true),
            }
          : {
              id: "team activate",
              group: name,
              label: t("activate"),
              icon: <Power aria-hidden />,
              onSelect: () => mutate(true),
            },
      ],
      [name, team.active, mutate, all, t],
    ),
  );

  return (
    <>
      {!team.active && (
        <Button variant="primary" loading={isPending} onClick={() => mutate(true)}>
          <Power aria-hidden />
          {t("activate")}
        </Button>
      )}
      <DropdownMenu
        trigger={<IconButton variant="secondary" tooltip={false} label={all("more")} icon={<Ellipsis aria-hidden />} />}
      >
        <MenuItem icon={<Copy aria-hidden />} onSelect={() => setDuplicating(true)}>
          {all("duplicate")}
        </MenuItem>
        {team.active && (
          <>
            <MenuSeparator />
            <MenuItem tone="danger" icon={<PowerOff aria-hidden />} onSelect={() => setLeaving(true)}>
              {t("deactivate")}
            </MenuItem>
          </>
        )}
      </DropdownMenu>
      {duplicating && <DuplicateTeamDialog team={team} open onOpenChange={setDuplicating} />}
      {hasAsked && (
        <ConfirmDialog
          open={leaving}
          onOpenChange={setLeaving}
          title={t("confirm", { name })}
          description={t("confirmText")}
          confirmLabel={t("deactivate")}
          onConfirm={() => mutateAsync(false)}
        />
      )}
    </>
  );
}

function useSetActive() {
  const t = useTranslations("team.switch");
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const name = team.displayName;
  const mutation = useMutation({
    mutationFn: (active: boolean) =>
      api<TeamJson>(`/teams/${team.id}/${active ? "activate" : "deactivate"}`, { method: "POST" }),
    meta: { errorToast: team.active ? t("deactivateFailed", { name }) : t("activateFailed", { name }) },
    onSuccess: (changed) => {
      queryClient.setQueryData(teamQuery(team.id).queryKey, changed);
      toast.success(changed.active ? t("activated", { name }) : t("deactivated", { name }), {
        description: changed.active ? undefined : t("deactivatedText"),
        action: changed.active ? undefined : { label: t("undo"), onClick: () => mutation.mutate(true) },
      });
    },
    onSettled: () => staleTeam(queryClient, team.id),
  });
  return mutation;
}
