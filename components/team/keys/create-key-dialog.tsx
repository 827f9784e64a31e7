"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Controller, useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { SCOPES } from "#components/team/keys/key-words.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { ChoiceCards } from "#components/ui/choice-cards.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { useFormat } from "#components/use-format.ts";
import { type CreateKeyBody, createKeyBody, type NewKeyJson } from "#lib/http/resources/keys.ts";

export interface CreateKeyDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (key: NewKeyJson) => void;
}

const EXPIRIES = ["never", "30", "90", "365", "date"] as const;
const MAX_RATE = 1_000_000;

interface Values {
  name: string;
  scope: "inference" | "management";
  expiry: (typeof EXPIRIES)[number];
  expiresAt: string;
  rateLimit: string;
}

export function CreateKeyDialog({ open, onOpenChange, onCreated }: CreateKeyDialogProps) {
  const t = useTranslations("keys");
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const form = useForm<Values>({
    mode: "onTouched",
    defaultValues: { name: "", scope: "inference", expiry: "never", expiresAt: "", rateLimit: "" },
  });
  const { errors, isSubmitting, isDirty } = form.formState;
  const [scope, expiry] = form.watch(["scope", "expiry"]);
  const { mutateAsync } = useMutation({
    mutationFn: (body: CreateKeyBody) => api<NewKeyJson>(`/teams/${team.id}/keys`, { body }),
    // A key in a cache would outlive the moment it is shown in.
    gcTime: 0,
    onSettled: () => staleTeam(queryClient, team.id),
  });

  const submit = form.handleSubmit(async (values) => {
    try {
      const created = await mutateAsync(toBody(values));
      onOpenChange(false);
      onCreated(created);
    } catch (error) {
      showServerErrors(error, form);
    }
  });

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      onClosed={() => form.reset()}
      title={t("create")}
      description={t("creating.text")}
      submitLabel={t("create")}
      onSubmit={submit}
      pending={isSubmitting}
      dirty={isDirty}
      rootError={errors.root?.message}
    >
      <Field label={t("creating.name")} error={errors.name?.message}>
        <Input
          {...form.register("name", {
            validate: (value) =>
              createKeyBody.shape.name.safeParse(value).success ||
              (value.trim() === "" ? t("creating.nameEmpty") : t("creating.nameInvalid")),
          })}
          autoFocus
          autoComplete="off"
          placeholder={t("creating.nameExample")}
        />
      </Field>
      <Controller
        control={form.control}
        name="scope"
        render={({ field }) => (
          <ChoiceCards
            label={t("creating.scope")}
            options={SCOPES.map((value) => ({
              value,
              label: t(`scopes.${value}`),
              description: t(`scopeTexts.${value}`),
            }))}
            value={field.value}
            onValueChange={field.onChange}
          />
        )}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Controller
          control={form.control}
          name="expiry"
          render={({ field }) => (
            <Field label={t("creating.expires")}>
              <Select
                options={EXPIRIES.map((value) => ({ value, label: t(`creating.expiry.${value}`) }))}
                value={field.value}
                onValueChange={field.onChange}
              />
            </Field>
          )}
        />
        {expiry === "date" && (
          <Field label={t("creating.lastDay")} error={errors.expiresAt?.message}>
            <Input
              type="date"
              {...form.register("expiresAt", {
                validate: (value) => (value && endOfDay(value) > new Date()) || t("creating.dateError"),
              })}
            />
          </Field>
        )}
        {scope === "inference" && expiry !== "date" && <RateLimit form={form} />}
      </div>
      {scope === "inference" && expiry === "date" && <RateLimit form={form} />}
    </FormDialog>
  );
}

function RateLimit({ form }: { form: ReturnType<typeof useForm<Values>> }) {
  const t = useTranslations("keys.creating");
  const format = useFormat();
  return (
    <Field label={t("rateLimit")} optional hint={t("rateLimitHint")} error={form.formState.errors.rateLimit?.message}>
      <Input
        {...form.register("rateLimit", {
          validate: (value) =>
            value.trim() === "" ||
            (/^\d{1,7}$/.test(value.trim()) && Number(value) >= 1 && Number(value) <= MAX_RATE) ||
            t("rateLimitError", { max: format.count(MAX_RATE, { exact: true }) }),
        })}
        inputMode="numeric"
        autoComplete="off"
        placeholder={t("rateLimitNone")}
        className="tnum"
      />
    </Field>
  );
}

function toBody({ name, scope, expiry, expiresAt, rateLimit }: Values): CreateKeyBody {
  const end =
    expiry === "never"
      ? null
      : expiry === "date"
        ? endOfDay(expiresAt)
        : new Date(Date.now() + Number(expiry) * 86_400_000);
  return {
    name,
    scope,
    expiresAt: end?.toISOString() ?? null,
    rateLimit: scope === "management" || rateLimit.trim() === "" ? null : Number(rateLimit),
  };
}

/** In the viewer's own zone: it is they who chose the day. */
function endOfDay(day: string) {
  return new Date(`${day}T23:59:59`);
}
