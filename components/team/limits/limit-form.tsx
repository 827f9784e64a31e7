"use client";

import { Controller, useForm } from "react-hook-form";
import { showServerErrors } from "#components/form-errors.ts";
import { formatUsd } from "#components/format.ts";
import { limitLabel, subjectLabel } from "#components/team/limits/limit-words.ts";
import { parseAmount, typedAmount } from "#components/team/limits/parse-amount.ts";
import { type LimitValues, useSaveLimit } from "#components/team/limits/use-save-limit.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ChoiceCards } from "#components/ui/choice-cards.tsx";
import { DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { KeyJson } from "#lib/http/resources/keys.ts";
import type { LimitJson } from "#lib/http/resources/limits.ts";

const scopes = [
  { value: "team", label: "Whole team", description: "All keys and bots together" },
  { value: "key", label: "Keys", description: "Each key, or one of them" },
  { value: "end_user", label: "Each end user", description: "Everybody has it for themselves" },
] as const;
const units = [
  { value: "requests", label: "Requests" },
  { value: "tokens", label: "Tokens" },
  { value: "cost", label: "Cost in US dollars" },
] as const;
const windows = [
  { value: "day", label: "Per day" },
  { value: "month", label: "Per month" },
] as const;

export interface LimitFormProps {
  limit: LimitJson | null;
  keys: readonly KeyJson[] | undefined;
  onDone: () => void;
}

export function LimitForm({ limit, keys, onDone }: LimitFormProps) {
  const { team } = useTeam();
  const save = useSaveLimit(limit);
  const form = useForm<LimitValues>({
    mode: "onTouched",
    defaultValues: {
      scope: limit?.scope ?? "team",
      subjectId: limit?.subjectId ?? "",
      unit: limit?.unit ?? "requests",
      window: limit?.window ?? "day",
      amount: limit ? typedAmount(limit.unit, limit.amount) : "",
      softPercent: limit ? String(limit.softPercent ?? "") : "80",
    },
  });
  const { errors, isSubmitting } = form.formState;
  const [scope, unit, window, amount] = form.watch(["scope", "unit", "window", "amount"]);
  const parsed = parseAmount(unit, amount);
  const preview = parsed.ok && unit === "cost" ? `= ${formatUsd(parsed.amount)} per ${window}` : undefined;

  const submit = form.handleSubmit(async (values) => {
    try {
      await save(values);
      onDone();
    } catch (error) {
      showServerErrors(error, form);
    }
  });

  return (
    <form className="contents" noValidate onSubmit={submit}>
      <DialogBody>
        {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
        {limit ? (
          <p className="text-sm">
            <span className="font-medium">{limitLabel(limit)}</span>
            <span className="text-ink-muted"> · {subjectLabel(limit, keys)}</span>
          </p>
        ) : (
          <>
            <Controller
              control={form.control}
              name="scope"
              render={({ field }) => (
                <ChoiceCards
                  label="Applies to"
                  columns={3}
                  options={scopes}
                  value={field.value}
                  onValueChange={(value) => {
                    field.onChange(value);
                    form.setValue("subjectId", "");
                  }}
                />
              )}
            />
            {scope === "key" && (
              <Controller
                control={form.control}
                name="subjectId"
                render={({ field }) => (
                  <Field label="Key" error={errors.subjectId?.message}>
                    <Select options={keyOptions(keys)} value={field.value} onValueChange={field.onChange} />
                  </Field>
                )}
              />
            )}
            <div className="grid gap-4 sm:grid-cols-2">
              <Controller
                control={form.control}
                name="unit"
                render={({ field }) => (
                  <Field label="Counts" error={errors.unit?.message}>
                    <Select
                      options={units}
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
                  <Field label="Window" hint={`Begins anew at midnight in ${team.timeZone}.`}>
                    <Select options={windows} value={field.value} onValueChange={field.onChange} />
                  </Field>
                )}
              />
            </div>
          </>
        )}
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Amount" error={errors.amount?.message} hint={errors.amount ? undefined : preview}>
            <Input
              {...form.register("amount", {
                validate: (value, { unit }) => {
                  const result = parseAmount(unit, value);
                  return result.ok || result.problem;
                },
              })}
              inputMode={unit === "cost" ? "decimal" : "numeric"}
              autoComplete="off"
              prefix={unit === "cost" ? "$" : undefined}
              placeholder={unit === "cost" ? "25.00" : unit === "tokens" ? "1,000,000" : "1,000"}
              className="tnum"
            />
          </Field>
          <Field label="Alert at" optional hint="Raises one alert per window." error={errors.softPercent?.message}>
            <Input
              {...form.register("softPercent", {
                validate: (value) =>
                  value.trim() === "" || /^[1-9]\d?$/.test(value.trim()) || "Enter a whole percent from 1 to 99.",
              })}
              inputMode="numeric"
              autoComplete="off"
              suffix="%"
              className="tnum"
            />
          </Field>
        </div>
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button disabled={isSubmitting}>Cancel</Button>} />
        <Button type="submit" variant="primary" loading={isSubmitting}>
          {limit ? "Save limit" : "Add limit"}
        </Button>
      </DialogFooter>
    </form>
  );
}

function keyOptions(keys: readonly KeyJson[] | undefined) {
  const lineages = new Map<string, KeyJson>();
  for (const key of keys ?? []) {
    const works = key.status === "active" || key.status === "rotating";
    if (works && !lineages.has(key.lineageId)) lineages.set(key.lineageId, key);
  }
  return [
    { value: "", label: "Each key", description: "Every key has it for itself" },
    ...[...lineages.values()].map((key) => ({ value: key.lineageId, label: key.name, description: `${key.prefix}…` })),
  ];
}
