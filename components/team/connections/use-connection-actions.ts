import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { connectionsQuery } from "#components/team/team-queries.ts";
import { toast } from "#components/ui/toast.tsx";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

/** Check now, and pause or resume, which shows at once and is taken back when it fails. */
export function useConnectionActions({ id, name }: ConnectionJson) {
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
    meta: { errorToast: `Couldn’t check ${name}` },
    onSuccess: (checked) => {
      replace(() => checked);
      if (checked.health === "healthy") toast.success(`${name} works`, { description: `It is @${checked.username}.` });
      else toast.error(`${name} doesn’t work`, { description: checked.healthReason });
    },
  });

  const setActive = useMutation({
    mutationFn: (active: boolean) => api<ConnectionJson>(`${path}/${active ? "resume" : "pause"}`, { method: "POST" }),
    meta: { errorToast: `Couldn’t change ${name}` },
    onMutate: async (active) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData(queryKey);
      replace((one) => ({ ...one, active }));
      return { before };
    },
    onError: (_error, _active, result) => queryClient.setQueryData(queryKey, result?.before),
    onSuccess: (_changed, active) => {
      if (active) toast.success(`${name} is back`, { description: "It reads what has come in meanwhile." });
      else {
        toast.success(`${name} is paused`, { action: { label: "Undo", onClick: () => setActive.mutate(true) } });
      }
    },
    onSettled: () => staleTeam(queryClient, team.id),
  });

  return { check, setActive };
}
