"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#components/api-client.ts";
import { limitLabel, subjectLabel } from "#components/team/limits/limit-words.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { limitsQuery } from "#components/team/team-queries.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { KeyJson } from "#lib/http/resources/keys.ts";
import type { LimitJson } from "#lib/http/resources/limits.ts";

export interface DeleteLimitDialogProps {
  limit: LimitJson | null;
  keys: readonly KeyJson[] | undefined;
  onOpenChange: (open: boolean) => void;
}

export function DeleteLimitDialog({ limit, keys, onOpenChange }: DeleteLimitDialogProps) {
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const [shown, setShown] = useState(limit);
  if (limit && shown !== limit) setShown(limit);
  const { queryKey } = limitsQuery(team.id);

  const { mutateAsync } = useMutation({
    mutationFn: ({ id }: LimitJson) => api<void>(`/teams/${team.id}/limits/${id}`, { method: "DELETE" }),
    meta: { errorToast: "Couldn’t delete the limit" },
    onMutate: async ({ id }) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, (list) => list && { items: list.items.filter((one) => one.id !== id) });
      return { before };
    },
    onError: (_error, _limit, result) => queryClient.setQueryData(queryKey, result?.before),
    onSuccess: () => toast.success("Limit deleted"),
    onSettled: () => staleTeam(queryClient, team.id),
  });

  return (
    <ConfirmDialog
      open={limit !== null}
      onOpenChange={onOpenChange}
      title="Delete this limit?"
      description={
        shown && (
          <>
            <span className="font-medium text-ink">
              {limitLabel(shown)}, {subjectLabel(shown, keys)}
            </span>{" "}
            no longer stops anything. What was used stays counted: if you add the limit again, it goes on from there.
          </>
        )
      }
      confirmLabel="Delete limit"
      onConfirm={() => (shown ? mutateAsync(shown) : undefined)}
    />
  );
}
