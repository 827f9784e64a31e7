"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { slugify } from "#components/teams/slugify.ts";
import { teamNamesSchema } from "#components/teams/team-form-schema.ts";
import { TeamNameFields } from "#components/teams/team-name-fields.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { DuplicateTeamBody, TeamJson } from "#lib/http/resources/teams.ts";

export interface DuplicateTeamDialogProps {
  team: Pick<TeamJson, "id" | "displayName" | "platformName">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Give it the team's id as its `key`: its names are filled in once. */
export function DuplicateTeamDialog({ team, open, onOpenChange }: DuplicateTeamDialogProps) {
  const t = useTranslations("teams");
  const problems = useTranslations("teams.problems");
  const router = useRouter();
  const queryClient = useQueryClient();
  const schema = useMemo(() => teamNamesSchema(problems), [problems]);
  const form = useForm({
    resolver: zodResolver(schema),
    mode: "onTouched",
    defaultValues: {
      displayName: t("duplicate.copyName", { name: team.displayName }).slice(0, 100),
      platformName: slugify(`${team.platformName.slice(0, 58)} copy`),
    },
  });

  const duplicate = useMutation({
    mutationFn: (body: DuplicateTeamBody) => api<TeamJson>(`/teams/${team.id}/duplicate`, { body }),
    onError: (error) => showServerErrors(error, form),
    onSuccess: (copy) => {
      queryClient.invalidateQueries({ queryKey: ["teams"] });
      queryClient.invalidateQueries({ queryKey: ["overview"] });
      const description = t("duplicate.next", { source: team.displayName });
      toast.success(t("duplicate.done", { name: copy.displayName }), { description });
      onOpenChange(false);
      router.push(`/teams/${copy.id}`);
    },
  });

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("duplicate.title", { name: team.displayName })}
      description={t("duplicate.description")}
      submitLabel={t("duplicate.submit")}
      pending={duplicate.isPending}
      dirty={form.formState.isDirty}
      rootError={form.formState.errors.root?.message}
      onClosed={() => form.reset()}
      onSubmit={form.handleSubmit((values) => duplicate.mutate(values))}
    >
      <FormProvider {...form}>
        <TeamNameFields />
      </FormProvider>
    </FormDialog>
  );
}
