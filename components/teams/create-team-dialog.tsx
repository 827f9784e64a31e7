"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Globe, Lock } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Controller, FormProvider, useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { createTeamSchema } from "#components/teams/team-form-schema.ts";
import { TeamNameFields } from "#components/teams/team-name-fields.tsx";
import { browserTimeZone, timeZoneOptions } from "#components/teams/time-zones.ts";
import { ChoiceCards } from "#components/ui/choice-cards.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { CreateTeamBody, TeamJson } from "#lib/http/resources/teams.ts";

export interface CreateTeamDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function CreateTeamDialog({ open, onOpenChange }: CreateTeamDialogProps) {
  const t = useTranslations("teams");
  const problems = useTranslations("teams.problems");
  const router = useRouter();
  const queryClient = useQueryClient();
  const schema = useMemo(() => createTeamSchema(problems), [problems]);
  const form = useForm({
    resolver: zodResolver(schema),
    mode: "onTouched",
    defaultValues: { displayName: "", platformName: "", type: "private" as const, timeZone: browserTimeZone() },
  });
  const { errors, isDirty } = form.formState;

  const create = useMutation({
    mutationFn: (body: CreateTeamBody) => api<TeamJson>("/teams", { body }),
    onError: (error) => showServerErrors(error, form),
    onSuccess: (team) => {
      queryClient.invalidateQueries({ queryKey: ["teams"] });
      queryClient.invalidateQueries({ queryKey: ["overview"] });
      toast.success(t("create.done", { name: team.displayName }), { description: t("create.next") });
      // Leaving the page closes the dialog. Closing it first would write the old page's address over the new one's.
      router.push(`/teams/${team.id}`);
    },
  });

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("create.title")}
      description={t("create.description")}
      submitLabel={t("create.submit")}
      pending={create.isPending || create.isSuccess}
      dirty={isDirty}
      rootError={errors.root?.message}
      onClosed={() => form.reset()}
      onSubmit={form.handleSubmit((values) => create.mutate(values))}
    >
      <FormProvider {...form}>
        <TeamNameFields />
      </FormProvider>
      <Controller
        control={form.control}
        name="type"
        render={({ field }) => (
          <ChoiceCards
            label={t("fields.type")}
            value={field.value}
            onValueChange={field.onChange}
            options={[
              {
                value: "private",
                label: t("types.private"),
                icon: <Lock aria-hidden />,
                description: t("types.privateHint"),
              },
              {
                value: "public",
                label: t("types.public"),
                icon: <Globe aria-hidden />,
                description: t("types.publicHint"),
              },
            ]}
          />
        )}
      />
      <Controller
        control={form.control}
        name="timeZone"
        render={({ field }) => (
          <Field label={t("fields.timeZone")} hint={t("fields.timeZoneHint")} error={errors.timeZone?.message}>
            <Combobox
              options={timeZoneOptions()}
              value={field.value}
              onValueChange={(zone) => field.onChange(zone ?? "")}
              onBlur={field.onBlur}
              placeholder={t("fields.timeZoneSearch")}
            />
          </Field>
        )}
      />
    </FormDialog>
  );
}
