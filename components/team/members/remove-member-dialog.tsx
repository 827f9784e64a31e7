"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("members.removal");
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const [shown, setShown] = useState(member);
  if (member && shown !== member) setShown(member);
  const who = shown?.name ?? shown?.email ?? "";
  const { queryKey } = membersQuery(team.id);

  const { mutateAsync } = useMutation({
    mutationFn: ({ userId }: MemberJson) => api<void>(`/teams/${team.id}/members/${userId}`, { method: "DELETE" }),
    meta: { errorToast: t("failed", { name: who }) },
    onSuccess: (_done, { userId }) => {
      queryClient.setQueryData(
        queryKey,
        (list) => list && { items: list.items.filter((one) => one.userId !== userId) },
      );
      toast.success(t("done", { name: who, team: team.displayName }));
    },
    onSettled: () => staleTeam(queryClient, team.id),
  });

  return (
    <ConfirmDialog
      open={member !== null}
      onOpenChange={onOpenChange}
      title={t("title", { name: who })}
      description={t("text", { team: team.displayName })}
      confirmLabel={t("confirm")}
      onConfirm={() => (shown ? mutateAsync(shown) : undefined)}
    />
  );
}
