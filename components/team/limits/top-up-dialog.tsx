"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { AmountField } from "#components/team/limits/amount-field.tsx";
import { parseAmount } from "#components/team/limits/parse-amount.ts";
import { useLimitWords } from "#components/team/limits/use-limit-words.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { LimitJson, TopUpBody } from "#lib/http/resources/limits.ts";

export interface TopUpDialogProps {
  limit: LimitJson | null;
  onOpenChange: (open: boolean) => void;
}

/** Gives a limit more until its current window ends. */
export function TopUpDialog({ limit, onOpenChange }: TopUpDialogProps) {
  const t = useTranslations("limits");
  const words = useLimitWords();
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const [shown, setShown] = useState(limit);
  if (limit && shown !== limit) setShown(limit);
  const form = useForm({ mode: "onTouched", defaultValues: { amount: "", reason: "" } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const unit = shown?.unit ?? "requests";
  const { mutateAsync } = useMutation({
    mutationFn: ({ id, ...body }: TopUpBody & { id: string }) =>
      api<LimitJson>(`/teams/${team.id}/limits/${id}/top-ups`, { body }),
    onSettled: () => staleTeam(queryClient, team.id),
  });

  const submit = form.handleSubmit(async ({ amount, reason }) => {
    const parsed = parseAmount(unit, amount);
    if (!shown || !parsed.ok) return;
    try {
      await mutateAsync({ id: shown.id, amount: parsed.amount, reason: reason.trim() || null });
      toast.success(t("topUp.done"), { description: t("topUp.doneText") });
      onOpenChange(false);
    } catch (error) {
      showServerErrors(error, form);
    }
  });

  return (
    <FormDialog
      open={limit !== null}
      onOpenChange={onOpenChange}
      onClosed={() => form.reset()}
      title={t("topUp.title")}
      description={
        shown && t(`topUp.text.${shown.window}`, { limit: words.label(shown), subject: words.subject(shown) })
      }
      submitLabel={t("topUp.submit")}
      onSubmit={submit}
      pending={isSubmitting}
      dirty={isDirty}
      rootError={errors.root?.message}
    >
      <AmountField
        unit={unit}
        typed={form.watch("amount")}
        error={errors.amount?.message}
        input={{
          autoFocus: true,
          ...form.register("amount", {
            validate: (value) => {
              const result = parseAmount(unit, value);
              return result.ok || t(`problems.${result.problem}`);
            },
          }),
        }}
      />
      <Field label={t("topUp.reason")} optional hint={t("topUp.reasonHint")} error={errors.reason?.message}>
        <Input
          {...form.register("reason", { maxLength: { value: 200, message: t("problems.reason") } })}
          autoComplete="off"
          placeholder={t("topUp.reasonExample")}
        />
      </Field>
    </FormDialog>
  );
}
