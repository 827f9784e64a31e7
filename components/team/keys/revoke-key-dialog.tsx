"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#components/api-client.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { keysQuery } from "#components/team/team-queries.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { KeyJson } from "#lib/http/resources/keys.ts";

export interface RevokeKeyDialogProps {
  target: KeyJson | null;
  onOpenChange: (open: boolean) => void;
}

export function RevokeKeyDialog({ target, onOpenChange }: RevokeKeyDialogProps) {
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const { queryKey } = keysQuery(team.id);
  const [shown, setShown] = useState(target);
  if (target && shown !== target) setShown(target);

  const { mutateAsync } = useMutation({
    mutationFn: ({ id }: KeyJson) => api<KeyJson>(`/teams/${team.id}/keys/${id}/revoke`, { method: "POST" }),
    meta: { errorToast: "Couldn’t revoke the key" },
    onMutate: async ({ id }) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(
        queryKey,
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              items: page.items.map((one) => (one.id === id ? { ...one, status: "revoked" as const } : one)),
            })),
          },
      );
      return { before };
    },
    onError: (_error, _key, result) => queryClient.setQueryData(queryKey, result?.before),
    onSuccess: ({ name }) => toast.success(`${name} is revoked`, { description: "It is refused within five seconds." }),
    onSettled: () => staleTeam(queryClient, team.id),
  });

  return (
    <ConfirmDialog
      open={target !== null}
      onOpenChange={onOpenChange}
      title={`Revoke ${shown?.name ?? "key"}?`}
      description={
        <>
          Whatever uses it is refused from now on, and it can’t be taken back. To replace it without a gap, rotate it
          instead.
          {shown?.lastUsedAt && (
            <span className="mt-2 block">
              It was last used <RelativeTime date={shown.lastUsedAt} className="font-medium text-ink" />.
            </span>
          )}
        </>
      }
      confirmLabel="Revoke key"
      onConfirm={() => (shown ? mutateAsync(shown) : undefined)}
    />
  );
}
