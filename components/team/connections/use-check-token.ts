import { useMutation } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import { useTeam } from "#components/team/team-context.tsx";
import type { CheckedTokenJson } from "#lib/http/resources/connections.ts";

/** Asks the platform whose account a token belongs to, before it is stored. */
export function useCheckToken(connectionId?: string) {
  const { team } = useTeam();
  const { mutateAsync } = useMutation({
    mutationFn: ({ token, apiRoot }: { token: string; apiRoot: string }) => {
      const settings = apiRoot.trim() ? { apiRoot: apiRoot.trim() } : {};
      const body = { kind: "telegram", token: token.trim(), settings, ...(connectionId && { connectionId }) };
      return api<CheckedTokenJson>(`/teams/${team.id}/connection-checks`, { body });
    },
    // Tokens are not kept longer than they are used.
    gcTime: 0,
  });
  return mutateAsync;
}
