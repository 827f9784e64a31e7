import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, api, errorMessage } from "#components/api-client.ts";
import {
  type Baseline,
  type ConfigDraft,
  type DraftName,
  patchOf,
  undoOf,
} from "#components/team/configuration/config-draft.ts";
import { CONFIG_FIELDS } from "#components/team/configuration/config-fields.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { configQuery, teamQuery } from "#components/team/team-queries.ts";
import { toast } from "#components/ui/toast.tsx";
import type { TeamJson, UpdateTeamBody } from "#lib/http/resources/teams.ts";

type ServerErrors = Partial<Record<DraftName, string>>;

/** Saves a draft, offers to take it back, and sorts what the server refuses to the fields. The draft is kept until it is saved. */
export function useSaveConfiguration(baseline: Baseline) {
  const { team, setDraft } = useTeam();
  const queryClient = useQueryClient();
  const [serverErrors, setServerErrors] = useState<ServerErrors>({});
  const [problem, setProblem] = useState<string>();

  const patch = useMutation({
    mutationFn: (body: UpdateTeamBody) => api<TeamJson>(`/teams/${team.id}`, { method: "PATCH", body }),
    onSuccess: async (saved) => {
      // Both together, or the form would for a moment show the one's new and the other's old values.
      const config = await queryClient.fetchQuery({ ...configQuery(team.id), staleTime: 0 }).catch(() => undefined);
      queryClient.setQueryData(teamQuery(team.id).queryKey, saved);
      if (!config) void queryClient.invalidateQueries({ queryKey: configQuery(team.id).queryKey });
      void staleTeam(queryClient, team.id, "around");
    },
  });

  async function save(draft: ConfigDraft): Promise<{ ok: boolean; firstField?: DraftName }> {
    setProblem(undefined);
    setServerErrors({});
    const undo = undoOf(baseline, draft);
    try {
      await patch.mutateAsync(patchOf(draft));
    } catch (error) {
      const { fields, rest } = sortErrors(error);
      setServerErrors(fields);
      setProblem(rest);
      return { ok: false, firstField: Object.keys(fields)[0] as DraftName | undefined };
    }
    setDraft((now) => without(now, draft));
    toast.success("Configuration saved", {
      description: "It holds from the next message on.",
      duration: 10_000,
      action: { label: "Undo", onClick: () => takeBack(undo) },
    });
    return { ok: true };
  }

  async function takeBack(undo: UpdateTeamBody) {
    try {
      await patch.mutateAsync(undo);
      toast.success("Back to how it was");
    } catch (error) {
      toast.error("Couldn’t undo", { description: errorMessage(error) });
    }
  }

  const clearServerError = (name: DraftName) => setServerErrors(({ [name]: _, ...rest }) => rest);

  return { save, saving: patch.isPending, serverErrors, problem, clearServerError };
}

function sortErrors(error: unknown): { fields: ServerErrors; rest: string | undefined } {
  const ours = new Set<string>(["displayName", "timeZone", ...CONFIG_FIELDS.map(({ name }) => name)]);
  const fields: ServerErrors = {};
  const rest: string[] = [];
  for (const { path, message } of error instanceof ApiError ? error.fieldErrors : []) {
    const name = path.replace(/^overrides\./, "").split(".")[0] ?? "";
    if (ours.has(name)) fields[name as DraftName] = message;
    else rest.push(message);
  }
  if (Object.keys(fields).length === 0 && rest.length === 0) rest.push(errorMessage(error));
  return { fields, rest: rest.length > 0 ? rest.join(" ") : undefined };
}

/** What was typed while the save was under way stays unsaved. */
function without(now: ConfigDraft, saved: ConfigDraft): ConfigDraft {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => saved[name as DraftName] !== value));
}
