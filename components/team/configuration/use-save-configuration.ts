import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ApiError, api, type DescribeError } from "#components/api-client.ts";
import {
  type Baseline,
  baselineOf,
  type ConfigDraft,
  changesBetween,
  type DraftName,
  patchOf,
  undoOf,
} from "#components/team/configuration/config-draft.ts";
import { CONFIG_FIELDS } from "#components/team/configuration/config-fields.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { configQuery, teamQuery } from "#components/team/team-queries.ts";
import { toast } from "#components/ui/toast.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";
import type { TeamJson, UpdateTeamBody } from "#lib/http/resources/teams.ts";

type ServerErrors = Partial<Record<DraftName, string>>;
/** `changed`: somebody else has saved meanwhile, and what is shown has been brought up to date. */
export type SaveOutcome = { kind: "saved" | "changed" } | { kind: "refused"; firstField: DraftName | undefined };

/**
 * Saves a draft, offers to take it back, and sorts what the server refuses to the fields. The draft is kept until it is
 * saved, and what somebody else has saved meanwhile is never written over unseen.
 */
export function useSaveConfiguration(baseline: Baseline) {
  const t = useTranslations("configuration.saved");
  const errorMessage = useErrorMessage();
  const { team, setDraft, setDraftBase } = useTeam();
  const queryClient = useQueryClient();
  const [serverErrors, setServerErrors] = useState<ServerErrors>({});
  const [problem, setProblem] = useState<string>();
  const [saving, setSaving] = useState(false);

  const patch = useMutation({
    mutationFn: (body: UpdateTeamBody) => api<TeamJson>(`/teams/${team.id}`, { method: "PATCH", body }),
    onSuccess: async (saved) => {
      await bringUpToDate(saved);
      void staleTeam(queryClient, team.id, "around");
    },
  });

  /** Team and configuration together, or the form would for a moment show the one's new and the other's old values. */
  async function bringUpToDate(saved?: TeamJson): Promise<Baseline | undefined> {
    const [self, config] = await Promise.all([
      saved ?? queryClient.fetchQuery({ ...teamQuery(team.id), staleTime: 0 }).catch(() => undefined),
      queryClient.fetchQuery({ ...configQuery(team.id), staleTime: 0 }).catch(() => undefined),
    ]);
    if (self) queryClient.setQueryData(teamQuery(team.id).queryKey, self);
    if (!config) void queryClient.invalidateQueries({ queryKey: configQuery(team.id).queryKey });
    const fresh = self && config && baselineOf(self, config);
    if (saved && fresh) setDraftBase(fresh);
    return fresh;
  }

  /** @param base what the draft was begun from */
  async function save(draft: ConfigDraft, base: Baseline): Promise<SaveOutcome> {
    setProblem(undefined);
    setServerErrors({});
    setSaving(true);
    const undo = undoOf(baseline, draft);
    try {
      const { version } = await patch.mutateAsync({ ...patchOf(draft), version: base.version });
      setDraft((now) => without(now, draft));
      toast.success(t("title"), {
        description: t("text"),
        duration: 10_000,
        action: { label: t("undo"), onClick: () => takeBack({ ...undo, version }) },
      });
      return { kind: "saved" };
    } catch (error) {
      if (isStale(error)) {
        const fresh = await bringUpToDate();
        // What was changed is not in this form, so there is nothing to look at first.
        const isElsewhere = fresh && fresh.version !== base.version && changesBetween(base, fresh).length === 0;
        return isElsewhere ? save(draft, fresh) : { kind: "changed" };
      }
      const { fields, rest } = sortErrors(error, errorMessage);
      setServerErrors(fields);
      setProblem(rest);
      return { kind: "refused", firstField: Object.keys(fields)[0] as DraftName | undefined };
    } finally {
      setSaving(false);
    }
  }

  async function takeBack(undo: UpdateTeamBody) {
    try {
      await patch.mutateAsync(undo);
      toast.success(t("undone"));
    } catch (error) {
      if (isStale(error)) void bringUpToDate();
      toast.error(t("undoFailed"), { description: isStale(error) ? t("undoLate") : errorMessage(error) });
    }
  }

  const clearServerError = (name: DraftName) => setServerErrors(({ [name]: _, ...rest }) => rest);

  return { save, saving, serverErrors, problem, clearServerError };
}

/** A conflict that names a field is about that field's value; one that names none is about the version. */
function isStale(error: unknown): boolean {
  return error instanceof ApiError && error.code === "conflict" && error.fieldErrors.length === 0;
}

function sortErrors(error: unknown, errorMessage: DescribeError): { fields: ServerErrors; rest: string | undefined } {
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
