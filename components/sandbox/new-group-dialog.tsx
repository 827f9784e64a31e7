"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Controller, useForm } from "react-hook-form";
import { showServerErrors } from "#components/form-errors.ts";
import { sandbox } from "#components/sandbox/sandbox-api.ts";
import { chatsQuery } from "#components/sandbox/sandbox-queries.ts";
import type { SandboxPerson } from "#components/sandbox/sandbox-types.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { MultiSelect } from "#components/ui/multi-select.tsx";
import { Select } from "#components/ui/select.tsx";

export interface NewGroupDialogProps {
  botId: number;
  people: readonly SandboxPerson[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (chatKey: string) => void;
}

const KINDS = ["group", "channel", "forum", "basic"] as const;

interface Values {
  kind: (typeof KINDS)[number];
  title: string;
  username: string;
  userIds: string[];
  joinByRequest: boolean;
  guarded: boolean;
}

export function NewGroupDialog({ botId, people, open, onOpenChange, onCreated }: NewGroupDialogProps) {
  const t = useTranslations("sandbox");
  const queryClient = useQueryClient();
  // Whoever there is goes in, until somebody chooses.
  const userIds = people.slice(0, 3).map(({ id }) => String(id));
  const values: Values = { kind: "group", title: "", username: "", userIds, joinByRequest: false, guarded: false };
  const form = useForm<Values>({ mode: "onTouched", values, resetOptions: { keepDirtyValues: true } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const { mutateAsync } = useMutation({
    mutationFn: ({ kind, title, username, userIds, joinByRequest, guarded }: Values) =>
      sandbox<{ key: string }>(`/bots/${botId}/groups`, {
        body: {
          ...{ kind, joinByRequest, guarded, title: title.trim(), userIds: userIds.map(Number) },
          ...(username.trim() && kind !== "basic" && { username: username.trim().replace(/^@/, "") }),
        },
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
  const kind = form.watch("kind");
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      // By itself a reset would keep what was typed, as resetOptions say.
      onClosed={() => form.reset(values, { keepDirtyValues: false })}
      title={t("chats.newGroup")}
      description={t("group.description")}
      onSubmit={submit}
      submitLabel={t(kind === "channel" ? "group.submitChannel" : "group.submit")}
      pending={isSubmitting}
      dirty={isDirty}
      rootError={errors.root?.message}
    >
      <Controller
        control={form.control}
        name="kind"
        render={({ field }) => (
          <Field label={t("group.kind")}>
            <Select
              options={KINDS.map((value) => ({
                value,
                label: t(`group.kinds.${value}`),
                description: t(`group.kindTexts.${value}`),
              }))}
              value={field.value}
              onValueChange={field.onChange}
            />
          </Field>
        )}
      />
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
      {kind !== "basic" && (
        <Field label={t("group.username")} hint={t("group.usernameText")} error={errors.username?.message}>
          <Input
            {...form.register("username", {
              validate: (value) => /^(@?[A-Za-z]\w{3,31})?$/.test(value.trim()) || t("group.usernameWrong"),
            })}
            dir="ltr"
            autoComplete="off"
            placeholder="my_channel"
          />
        </Field>
      )}
      <Controller
        control={form.control}
        name="userIds"
        rules={{ validate: (ids) => ids.length > 0 || t("group.peopleMissing") }}
        render={({ field }) => (
          <Field label={t("group.people")} hint={t("group.ownerText")} error={errors.userIds?.message}>
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
      {kind !== "basic" && (
        <Controller
          control={form.control}
          name="joinByRequest"
          render={({ field }) => (
            <Field label={t("group.joinByRequest")} layout="inline">
              <Checkbox checked={field.value} onCheckedChange={field.onChange} />
            </Field>
          )}
        />
      )}
      {kind !== "basic" && kind !== "channel" && form.watch("joinByRequest") && (
        <Controller
          control={form.control}
          name="guarded"
          render={({ field }) => (
            <Field label={t("group.guarded")} hint={t("group.guardedHint")} layout="inline">
              <Checkbox checked={field.value} onCheckedChange={field.onChange} />
            </Field>
          )}
        />
      )}
    </FormDialog>
  );
}
