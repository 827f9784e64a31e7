"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { showServerErrors } from "#components/form-errors.ts";
import { sandbox } from "#components/sandbox/sandbox-api.ts";
import { chatsQuery } from "#components/sandbox/sandbox-queries.ts";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";

export interface NewTopicDialogProps {
  chatKey: string;
  botId: number;
  userId: number;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (threadId: number) => void;
}

export function NewTopicDialog({ chatKey, botId, userId, open, onOpenChange, onCreated }: NewTopicDialogProps) {
  const t = useTranslations("sandbox");
  const queryClient = useQueryClient();
  const form = useForm({ mode: "onTouched", defaultValues: { name: "" } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const { mutateAsync } = useMutation({
    mutationFn: (name: string) =>
      sandbox<{ threadId: number }>(`/chats/${chatKey}/topics`, { body: { name: name.trim(), userId } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: chatsQuery(botId).queryKey }),
  });
  const submit = form.handleSubmit(async ({ name }) => {
    try {
      const { threadId } = await mutateAsync(name);
      onOpenChange(false);
      onCreated(threadId);
    } catch (error) {
      showServerErrors(error, form);
    }
  });
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      onClosed={() => form.reset()}
      size="sm"
      title={t("topics.new")}
      description={t("topics.description")}
      onSubmit={submit}
      submitLabel={t("topics.submit")}
      pending={isSubmitting}
      dirty={isDirty}
      rootError={errors.root?.message}
    >
      <Field label={t("topics.name")} error={errors.name?.message}>
        <Input
          {...form.register("name", {
            validate: (value) =>
              value.trim() === "" ? t("topics.nameMissing") : value.trim().length <= 64 || t("tooLong"),
          })}
          autoFocus
          autoComplete="off"
        />
      </Field>
    </FormDialog>
  );
}
