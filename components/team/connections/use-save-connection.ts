import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { connectionsQuery } from "#components/team/team-queries.ts";
import { toast } from "#components/ui/toast.tsx";
import type { ConnectionJson, CreateConnectionBody, UpdateConnectionBody } from "#lib/http/resources/connections.ts";

/** As the form's controls hold them. */
export interface ConnectionValues {
  name: string;
  token: string;
  settings: { apiRoot: string };
  defaultModel: string | null;
}

/** @returns a function that connects a bot, or changes the connection given */
export function useSaveConnection(connection: ConnectionJson | null) {
  const { team, isOperator } = useTeam();
  const queryClient = useQueryClient();
  const path = `/teams/${team.id}/connections`;

  const { mutateAsync } = useMutation({
    mutationFn: ({ name, token, defaultModel, settings: { apiRoot } }: ConnectionValues) => {
      const settings = apiRoot.trim() ? { apiRoot: apiRoot.trim() } : {};
      if (!connection) {
        const body: CreateConnectionBody = { kind: "telegram", name, token, settings, defaultModel };
        return api<ConnectionJson>(path, { body });
      }
      const body: UpdateConnectionBody = {
        name,
        defaultModel,
        ...(token.trim() && { token }),
        ...(isOperator && { settings }),
      };
      return api<ConnectionJson>(`${path}/${connection.id}`, { method: "PATCH", body });
    },
    gcTime: 0,
    onSuccess: (saved) => {
      toast.success(connection ? `${saved.name} is saved` : `${saved.name} is connected`, {
        description: connection ? undefined : "Its token is being checked.",
      });
      if (saved.health === "unknown") void check(saved.id);
    },
    onSettled: () => staleTeam(queryClient, team.id),
  });

  /** The bots' process looks by itself too; asking here tells the answer at once, and whether it does is no matter. */
  async function check(id: string) {
    const checked = await api<ConnectionJson>(`${path}/${id}/check`, { method: "POST" }).catch(() => undefined);
    if (!checked) return;
    queryClient.setQueryData(
      connectionsQuery(team.id).queryKey,
      (list) => list && { items: list.items.map((one) => (one.id === id ? checked : one)) },
    );
  }

  return mutateAsync;
}
