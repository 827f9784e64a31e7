"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "#components/api-client.ts";
import { useLimitWords } from "#components/team/limits/use-limit-words.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { limitsQuery } from "#components/team/team-queries.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { LimitJson } from "#lib/http/resources/limits.ts";

export interface DeleteLimitDialogProps {
  limit: LimitJson | null;
  onOpenChange: (open: boolean) => void;
}

export function DeleteLimitDialog({ limit, onOpenChange }: DeleteLimitDialogProps) {
  const t = useTranslations("limits.deletion");
  const words = useLimitWords();
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const [shown, setShown] = useState(limit);
  if (limit && shown !== limit) setShown(limit);
  const { queryKey } = limitsQuery(team.id);

  const { mutateAsync } = useMutation({
    mutationFn: ({ id }: LimitJson) => api<void>(`/teams/${team.id}/limits/${id}`, { method: "DELETE" }),
    meta: { errorToast: t("failed") },
    onMutate: async ({ id }) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      queryClient.setQueryData(queryKey, (list) => list && { items: list.items.filter((one) => one.id !== id) });
      return { before };
    },
    onError: (_error, _limit, result) => queryClient.setQueryData(queryKey, result?.before),
    onSuccess: () => toast.success(t("done")),
    onSettled: () => staleTeam(queryClient, team.id),
  });

  return (
    <ConfirmDialog
      open={limit !== null}
      onOpenChange={onOpenChange}
      title={t("title")}
      description={
        shown &&
        t.rich("text", {
          limit: `${words.label(shown)}, ${words.subject(shown)}`,
          b: (chunks) => <span className="font-medium text-ink">{chunks}</span>,
        })
      }
      confirmLabel={t("confirm")}
      onConfirm={() => (shown ? mutateAsync(shown) : undefined)}
    />
  );
}
