import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { ApiError, api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { bodyOf, type GroupValues, valuesOf } from "#components/team/groups/group-form.ts";
import { groupQuery, staleGroups } from "#components/team/groups/groups-queries.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { toast } from "#components/ui/toast.tsx";
import { useUnloadWarning } from "#components/use-unload-warning.ts";
import type { GroupDetailJson, UpdateGroupBody } from "#lib/http/resources/groups.ts";

/**
 * The form of a group's settings. What others save shows up in the fields that nobody has touched here; a save over
 * something that has changed meanwhile is held back once, so that it can be looked at. Saving can be undone.
 */
export function useGroupForm(group: GroupDetailJson) {
  const t = useTranslations("groups.saved");
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const [changedElsewhere, setChangedElsewhere] = useState(false);
  const { queryKey } = groupQuery(team.id, group.id);
  const form = useForm<GroupValues>({
    mode: "onTouched",
    values: valuesOf(group),
    resetOptions: { keepDirtyValues: true },
  });
  // react-hook-form knows what to keep only where somebody reads which fields are dirty.
  const { isDirty, dirtyFields } = form.formState;
  const touched = isDirty && Object.keys(dirtyFields).length > 0;
  const { mutateAsync } = useMutation({
    mutationFn: (body: UpdateGroupBody) => api<GroupDetailJson>(`/groups/${group.id}`, { method: "PATCH", body }),
    onSuccess: (saved) => {
      queryClient.setQueryData(queryKey, saved);
      void staleGroups(queryClient, team.id);
    },
  });

  /** Anew from what is saved; the form's own options would keep what was typed. */
  const start = (saved: GroupDetailJson) => form.reset(valuesOf(saved), { keepDirtyValues: false });

  const submit = form.handleSubmit(async (values) => {
    const before = valuesOf(group);
    try {
      const saved = await mutateAsync(bodyOf(values, group.version));
      start(saved);
      setChangedElsewhere(false);
      toast.success(t("title"), {
        description: t("text"),
        duration: 10_000,
        action: { label: t("undo"), onClick: () => takeBack(before, saved.version) },
      });
    } catch (error) {
      if (!isStale(error)) return showServerErrors(error, form);
      await queryClient.invalidateQueries({ queryKey });
      setChangedElsewhere(true);
    }
  });

  async function takeBack(before: GroupValues, version: string) {
    try {
      start(await mutateAsync(bodyOf(before, version)));
      toast.success(t("undone"));
    } catch {
      toast.error(t("undoFailed"));
    }
  }

  function discard() {
    start(group);
    setChangedElsewhere(false);
  }

  useUnloadWarning(isDirty);

  return { form, submit, changedElsewhere: changedElsewhere && touched, discard };
}

/** A conflict that names a field is about that field's value; one that names none is about the version. */
function isStale(error: unknown): boolean {
  return error instanceof ApiError && error.code === "conflict" && error.fieldErrors.length === 0;
}
