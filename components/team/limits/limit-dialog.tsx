"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { showServerErrors } from "#components/form-errors.ts";
import { AmountField } from "#components/team/limits/amount-field.tsx";
import { EndUserPicker } from "#components/team/limits/end-user-picker.tsx";
import { parseAmount, typedAmount } from "#components/team/limits/parse-amount.ts";
import { useLimitWords } from "#components/team/limits/use-limit-words.ts";
import { type LimitValues, useSaveLimit } from "#components/team/limits/use-save-limit.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { ChoiceCards } from "#components/ui/choice-cards.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { KeyJson } from "#lib/http/resources/keys.ts";
import type { LimitJson } from "#lib/http/resources/limits.ts";

const SCOPES = ["team", "key", "end_user"] as const;
const UNITS = ["requests", "tokens", "cost"] as const;
const WINDOWS = ["day", "month"] as const;

export interface LimitDialogProps {
  open: boolean;
  /** The limit to edit; null makes a new one. */
  limit: LimitJson | null;
  keys: readonly KeyJson[] | undefined;
  onOpenChange: (open: boolean) => void;
}

export function LimitDialog({ open, limit, keys, onOpenChange }: LimitDialogProps) {
  // What was shown stays while the dialog fades out.
  const [shown, setShown] = useState(limit);
  if (open && shown !== limit) setShown(limit);
  return <LimitForm key={shown?.id ?? "new"} open={open} limit={shown} keys={keys} onOpenChange={onOpenChange} />;
}

function LimitForm({ open, limit, keys, onOpenChange }: LimitDialogProps) {
  const t = useTranslations("limits");
  const words = useLimitWords();
  const { team } = useTeam();
  const save = useSaveLimit(limit);
  const form = useForm<LimitValues>({
    mode: "onTouched",
    values: {
      scope: limit?.scope ?? "team",
      subjectId: limit?.subjectId ?? "",
      unit: limit?.unit ?? "requests",
      window: limit?.window ?? "day",
      amount: limit ? typedAmount(limit.unit, limit.amount) : "",
      softPercent: limit ? String(limit.softPercent ?? "") : "80",
    },
    resetOptions: { keepDirtyValues: true },
  });
  const { errors, isSubmitting, isDirty } = form.formState;
  const [scope, unit, amount] = form.watch(["scope", "unit", "amount"]);

  const submit = form.handleSubmit(async (values) => {
    try {
      await save(values);
      onOpenChange(false);
    } catch (error) {
      showServerErrors(error, form);
    }
  });

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      onClosed={() => form.reset()}
      title={t(limit ? "form.editTitle" : "form.addTitle")}
      description={t("form.text")}
      submitLabel={t(limit ? "form.save" : "form.add")}
      onSubmit={submit}
      pending={isSubmitting}
      dirty={isDirty}
      rootError={errors.root?.message}
    >
      {limit ? (
        <p className="text-sm">
          <span className="font-medium">{words.label(limit)}</span>
          <span className="text-ink-muted"> · {words.subject(limit)}</span>
        </p>
      ) : (
        <>
          <Controller
            control={form.control}
            name="scope"
            render={({ field }) => (
              <ChoiceCards
                label={t("form.appliesTo")}
                columns={3}
                options={SCOPES.map((value) => ({
                  value,
                  label: t(`form.scopes.${value}`),
                  description: t(`form.scopeTexts.${value}`),
                }))}
                value={field.value}
                onValueChange={(value) => {
                  field.onChange(value);
                  form.setValue("subjectId", "");
                }}
              />
            )}
          />
          {scope !== "team" && (
            <Controller
              control={form.control}
              name="subjectId"
              render={({ field }) => (
                <Field label={t(scope === "key" ? "form.key" : "form.endUser")} error={errors.subjectId?.message}>
                  {scope === "key" ? (
                    <Select
                      options={[
                        { value: "", label: t("form.eachKey"), description: t("form.eachKeyText") },
                        ...keyOptions(keys),
                      ]}
                      value={field.value}
                      onValueChange={field.onChange}
                    />
                  ) : (
                    <EndUserPicker value={field.value} onValueChange={field.onChange} onBlur={field.onBlur} />
                  )}
                </Field>
              )}
            />
          )}
          <div className="grid gap-4 sm:grid-cols-2">
            <Controller
              control={form.control}
              name="unit"
              render={({ field }) => (
                <Field label={t("form.counts")} error={errors.unit?.message}>
                  <Select
                    options={UNITS.map((value) => ({ value, label: t(`form.units.${value}`) }))}
                    value={field.value}
                    onValueChange={(value) => {
                      field.onChange(value);
                      if (form.formState.isSubmitted || form.getFieldState("amount").isTouched)
                        void form.trigger("amount");
                    }}
                  />
                </Field>
              )}
            />
            <Controller
              control={form.control}
              name="window"
              render={({ field }) => (
                <Field label={t("form.window")} hint={t("form.windowHint", { zone: team.timeZone })}>
                  <Select
                    options={WINDOWS.map((value) => ({ value, label: t(`form.windows.${value}`) }))}
                    value={field.value}
                    onValueChange={field.onChange}
                  />
                </Field>
              )}
            />
          </div>
        </>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <AmountField
          unit={unit}
          typed={amount}
          error={errors.amount?.message}
          input={form.register("amount", {
            validate: (value, values) => {
              const result = parseAmount(values.unit, value);
              return result.ok || t(`problems.${result.problem}`);
            },
          })}
        />
        <Field label={t("form.alertAt")} optional hint={t("form.alertHint")} error={errors.softPercent?.message}>
          <Input
            {...form.register("softPercent", {
              validate: (value) => value.trim() === "" || /^[1-9]\d?$/.test(value.trim()) || t("problems.percent"),
            })}
            inputMode="numeric"
            autoComplete="off"
            dir="ltr"
            suffix="%"
            className="tnum"
          />
        </Field>
      </div>
    </FormDialog>
  );
}

/** The keys that work, a chain of rotations once. */
function keyOptions(keys: readonly KeyJson[] | undefined) {
  const lineages = new Map<string, KeyJson>();
  for (const key of keys ?? []) {
    const works = key.status === "active" || key.status === "rotating";
    if (works && !lineages.has(key.lineageId)) lineages.set(key.lineageId, key);
  }
  return [...lineages.values()].map((key) => ({
    value: key.lineageId,
    label: key.name,
    description: `${key.prefix}…`,
  }));
}
