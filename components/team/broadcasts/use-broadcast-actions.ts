import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { broadcastQuery, staleBroadcasts } from "#components/team/broadcasts/broadcasts-queries.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { BroadcastJson } from "#lib/http/resources/broadcasts.ts";

type Move = "pause" | "resume" | "cancel";

/** Holds a broadcast, lets it go on, ends it; each answer shows at once. */
export function useBroadcastActions({ id }: BroadcastJson) {
  const t = useTranslations("broadcasts.actions");
  const { team } = useTeam();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (move: Move) => api<BroadcastJson>(`/broadcasts/${id}/${move}`, { method: "POST" }),
    meta: { errorToast: t("failed") },
    onSuccess: (changed, move) => {
      queryClient.setQueryData(broadcastQuery(team.id, id).queryKey, changed);
      toast.success(t(`${move}Done`));
    },
    onSettled: () => staleBroadcasts(queryClient, team.id),
  });
}
