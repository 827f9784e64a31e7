"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
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
  const t = useTranslations("keys.revoking");
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const { queryKey } = keysQuery(team.id);
  const [shown, setShown] = useState(target);
  if (target && shown !== target) setShown(target);

  const { mutateAsync } = useMutation({
    mutationFn: ({ id }: KeyJson) => api<KeyJson>(`/teams/${team.id}/keys/${id}/revoke`, { method: "POST" }),
    meta: { errorToast: t("failed") },
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
    onSuccess: ({ name }) => toast.success(t("done", { name }), { description: t("doneText") }),
    onSettled: () => staleTeam(queryClient, team.id),
  });

  return (
    <ConfirmDialog
      open={target !== null}
      onOpenChange={onOpenChange}
      title={t("title", { name: shown?.name ?? "" })}
      description={
        <>
          {t("text")}
          {shown?.lastUsedAt && (
            <span className="mt-2 block">
              {t.rich("lastUsed", {
                time: () => <RelativeTime date={shown.lastUsedAt ?? ""} className="font-medium text-ink" />,
              })}
            </span>
          )}
        </>
      }
      confirmLabel={t("confirm")}
      onConfirm={() => (shown ? mutateAsync(shown) : undefined)}
    />
  );
}
