import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { useProblemText } from "#components/team/connections/use-problem-text.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { connectionsQuery } from "#components/team/team-queries.ts";
import { toast } from "#components/ui/toast.tsx";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

/** Check now, remove, and pause or resume, which shows at once and is taken back when it fails. */
export function useConnectionActions({ id, name }: ConnectionJson) {
  const t = useTranslations("connections.actions");
  const problemText = useProblemText();
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const { queryKey } = connectionsQuery(team.id);
  const path = `/teams/${team.id}/connections/${id}`;
  const replace = (change: (one: ConnectionJson) => ConnectionJson) =>
    queryClient.setQueryData(
      queryKey,
      (list) => list && { items: list.items.map((one) => (one.id === id ? change(one) : one)) },
    );

  const check = useMutation({
    mutationFn: () => api<ConnectionJson>(`${path}/check`, { method: "POST" }),
    meta: { errorToast: t("checkFailed", { name }) },
    onSuccess: (checked) => {
      // What waits on it is told with the list alone.
      replace(({ backlog }) => ({ ...checked, backlog }));
      const { health, username, healthProblem, healthReason } = checked;
      if (health === "healthy") {
        toast.success(t("works", { name }), { description: t("worksText", { username: username ?? "" }) });
      } else {
        toast.error(t("doesNotWork", { name }), {
          description: healthProblem ? problemText(healthProblem) : healthReason,
        });
      }
    },
  });

  const setActive = useMutation({
    mutationFn: (active: boolean) => api<ConnectionJson>(`${path}/${active ? "resume" : "pause"}`, { method: "POST" }),
    meta: { errorToast: t("changeFailed", { name }) },
    onMutate: async (active) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      replace((one) => ({ ...one, active }));
      return { before };
    },
    onError: (_error, _active, result) => queryClient.setQueryData(queryKey, result?.before),
    onSuccess: (_changed, active) => {
      if (active) toast.success(t("isBack", { name }), { description: t("isBackText") });
      else {
        toast.success(t("isPaused", { name }), {
          action: { label: t("undo"), onClick: () => setActive.mutate(true) },
        });
      }
    },
    onSettled: () => staleTeam(queryClient, team.id),
  });

  const remove = useMutation({
    mutationFn: () => api<void>(path, { method: "DELETE" }),
    meta: { errorToast: t("removeFailed", { name }) },
    onSuccess: () => {
      queryClient.setQueryData(queryKey, (list) => list && { items: list.items.filter((one) => one.id !== id) });
      toast.success(t("removed", { name }));
    },
    onSettled: () => staleTeam(queryClient, team.id),
  });

  return { check, setActive, remove };
}
