"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Power } from "lucide-react";
import { api } from "#components/api-client.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { teamQuery } from "#components/team/team-queries.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { TeamJson } from "#lib/http/resources/teams.ts";

/** Switches the team off, after a question, and on again. */
export function TeamSwitch() {
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const { mutate, mutateAsync, isPending } = useMutation({
    mutationFn: (active: boolean) =>
      api<TeamJson>(`/teams/${team.id}/${active ? "activate" : "deactivate"}`, { method: "POST" }),
    meta: { errorToast: `Couldn’t ${team.active ? "deactivate" : "activate"} ${team.displayName}` },
    onSuccess: (changed) => {
      queryClient.setQueryData(teamQuery(team.id).queryKey, changed);
      toast.success(changed.active ? `${changed.displayName} is active again` : `${changed.displayName} is inactive`, {
        description: changed.active ? undefined : "Its keys and bots stop within five seconds.",
        action: changed.active ? undefined : { label: "Undo", onClick: () => mutate(true) },
      });
    },
    onSettled: () => staleTeam(queryClient, team.id),
  });

  if (!team.active) {
    return (
      <Button variant="primary" loading={isPending} onClick={() => mutate(true)}>
        <Power aria-hidden />
        Activate team
      </Button>
    );
  }
  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger-quiet">
          <Power aria-hidden />
          Deactivate team
        </Button>
      }
      title={`Deactivate ${team.displayName}?`}
      description="Its API keys are refused and its bots stop answering within five seconds. Nothing is deleted: you can activate the team again at any time."
      confirmLabel="Deactivate team"
      onConfirm={() => mutateAsync(false)}
    />
  );
}
