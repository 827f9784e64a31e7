"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Controller, useForm } from "react-hook-form";
import { showServerErrors } from "#components/form-errors.ts";
import { sandbox } from "#components/sandbox/sandbox-api.ts";
import { chatsQuery } from "#components/sandbox/sandbox-queries.ts";
import type { SandboxPerson } from "#components/sandbox/sandbox-types.ts";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { MultiSelect } from "#components/ui/multi-select.tsx";

export interface NewGroupDialogProps {
  botId: number;
  people: readonly SandboxPerson[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (chatKey: string) => void;
}

interface Values {
  title: string;
  userIds: string[];
}

export function NewGroupDialog({ botId, people, open, onOpenChange, onCreated }: NewGroupDialogProps) {
  const t = useTranslations("sandbox");
  const queryClient = useQueryClient();
  // Whoever there is goes in, until somebody chooses.
  const values = { title: "", userIds: people.slice(0, 3).map(({ id }) => String(id)) };
  const form = useForm<Values>({ mode: "onTouched", values, resetOptions: { keepDirtyValues: true } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const { mutateAsync } = useMutation({
    mutationFn: ({ title, userIds }: Values) =>
      sandbox<{ key: string }>(`/bots/${botId}/groups`, {
        body: { title: title.trim(), userIds: userIds.map(Number) },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: chatsQuery(botId).queryKey }),
  });
  const submit = form.handleSubmit(async (typed) => {
    try {
      const { key } = await mutateAsync(typed);
      onOpenChange(false);
      onCreated(key);
    } catch (error) {
      showServerErrors(error, form);
    }
  });
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      onClosed={() => form.reset(values)}
      title={t("chats.newGroup")}
      description={t("group.description")}
      onSubmit={submit}
      submitLabel={t("group.submit")}
      pending={isSubmitting}
      dirty={isDirty}
      rootError={errors.root?.message}
    >
      <Field label={t("group.name")} error={errors.title?.message}>
        <Input
          {...form.register("title", {
            validate: (value) =>
              value.trim() === "" ? t("group.nameMissing") : value.trim().length <= 64 || t("tooLong"),
          })}
          autoFocus
          autoComplete="off"
          placeholder={t("group.placeholder")}
        />
      </Field>
      <Controller
        control={form.control}
        name="userIds"
        rules={{ validate: (ids) => ids.length > 0 || t("group.peopleMissing") }}
        render={({ field }) => (
          <Field label={t("group.people")} error={errors.userIds?.message}>
            <MultiSelect
              options={people.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={field.value}
              onValueChange={field.onChange}
              onBlur={field.onBlur}
              placeholder={t("group.add")}
            />
          </Field>
        )}
      />
    </FormDialog>
  );
}
