import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import { toast } from "#components/ui/toast.tsx";
import type { TeamJson } from "#lib/http/resources/teams.ts";

/** Switches a team on or off: shown at once, taken back if it fails, and undone from the toast. */
export function useTeamActive() {
  const queryClient = useQueryClient();
  const lists = { queryKey: ["teams", "list"] };
  const mutation = useMutation({
    mutationFn: ({ team, active }: { team: TeamJson; active: boolean }) =>
      api<TeamJson>(`/teams/${team.id}/${active ? "activate" : "deactivate"}`, { method: "POST" }),
    meta: { errorToast: "Couldn’t switch the team" },
    onMutate: async ({ team, active }) => {
      await queryClient.cancelQueries(lists);
      const before = queryClient.getQueriesData<TeamJson[]>(lists);
      queryClient.setQueriesData<TeamJson[]>(lists, (teams) =>
        teams?.map((one) => (one.id === team.id ? { ...one, active } : one)),
      );
      return { before };
    },
    onError: (_error, _variables, context) => {
      for (const [key, data] of context?.before ?? []) queryClient.setQueryData(key, data);
    },
    onSuccess: (_team, { team, active }) => {
      toast.success(active ? `${team.displayName} is on again` : `${team.displayName} is switched off`, {
        description: active
          ? "Its keys and bots work."
          : "Its keys and bots stop within 5 seconds. Nothing is deleted.",
        action: { label: "Undo", onClick: () => mutation.mutate({ team, active: !active }) },
      });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["teams"] }),
  });
  return mutation;
}
