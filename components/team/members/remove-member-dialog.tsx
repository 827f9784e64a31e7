"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#components/api-client.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { membersQuery } from "#components/team/team-queries.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { MemberJson } from "#lib/http/resources/members.ts";

export interface RemoveMemberDialogProps {
  member: MemberJson | null;
  onOpenChange: (open: boolean) => void;
}

export function RemoveMemberDialog({ member, onOpenChange }: RemoveMemberDialogProps) {
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const [shown, setShown] = useState(member);
  if (member && shown !== member) setShown(member);
  const who = shown?.name ?? shown?.email ?? "this member";
  const { queryKey } = membersQuery(team.id);

  const { mutateAsync } = useMutation({
    mutationFn: ({ userId }: MemberJson) => api<void>(`/teams/${team.id}/members/${userId}`, { method: "DELETE" }),
    meta: { errorToast: `Couldn’t remove ${who}` },
    onSuccess: (_done, { userId }) => {
      queryClient.setQueryData(
        queryKey,
        (list) => list && { items: list.items.filter((one) => one.userId !== userId) },
      );
      toast.success(`${who} is removed from ${team.displayName}`);
    },
    onSettled: () => staleTeam(queryClient, team.id),
  });

  return (
    <ConfirmDialog
      open={member !== null}
      onOpenChange={onOpenChange}
      title={`Remove ${who}?`}
      description={`They can no longer see ${team.displayName} here. What they have set up stays. You can invite them again.`}
      confirmLabel="Remove member"
      onConfirm={() => (shown ? mutateAsync(shown) : undefined)}
    />
  );
}
