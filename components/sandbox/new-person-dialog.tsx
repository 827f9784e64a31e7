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

export interface NewPersonDialogProps {
  botId: number;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (chatKey: string) => void;
}

interface Values {
  name: string;
}

export function NewPersonDialog({ botId, open, onOpenChange, onCreated }: NewPersonDialogProps) {
  const t = useTranslations("sandbox");
  const queryClient = useQueryClient();
  const form = useForm<Values>({ mode: "onTouched", defaultValues: { name: "" } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const { mutateAsync } = useMutation({
    mutationFn: ({ name }: Values) => {
      const [firstName, ...rest] = name.trim().split(/\s+/);
      return sandbox<{ key: string }>(`/bots/${botId}/people`, { body: { firstName, lastName: rest.join(" ") } });
    },
    // Only once the list has them does the chat open.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: chatsQuery(botId).queryKey }),
  });
  const submit = form.handleSubmit(async (values) => {
    try {
      const { key } = await mutateAsync(values);
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
      onClosed={() => form.reset()}
      size="sm"
      title={t("bot.newPerson")}
      description={t("person.description")}
      onSubmit={submit}
      submitLabel={t("person.submit")}
      pending={isSubmitting}
      dirty={isDirty}
      rootError={errors.root?.message}
    >
      <Field label={t("person.name")} error={errors.name?.message}>
        <Input
          {...form.register("name", {
            validate: (value) =>
              value.trim() === "" ? t("person.nameMissing") : value.trim().length <= 64 || t("tooLong"),
          })}
          autoFocus
          autoComplete="off"
          placeholder={t("person.placeholder")}
        />
      </Field>
    </FormDialog>
  );
}
