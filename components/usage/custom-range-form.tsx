"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { daysBetween, isDay, MOST_DAYS } from "#components/usage/day-range.ts";
import { useFormat } from "#components/use-format.ts";

export interface CustomRangeFormProps {
  /** What it starts with, YYYY-MM-DD. */
  from: string;
  to: string;
  onApply: (range: { from: string; to: string }) => void;
}

/** First and last day, both included. */
export function CustomRangeForm({ from, to, onApply }: CustomRangeFormProps) {
  const t = useTranslations("usage.range");
  const format = useFormat();
  const form = useForm({ mode: "onTouched", resolver: zodResolver(schema(t)), defaultValues: { from, to } });
  const { errors } = form.formState;
  const [first, last] = form.watch(["from", "to"]);
  // A date field speaks the browser's calendar; the page's may be another.
  const spoken = (day: string) => (isDay(day) ? format.date(day, { timeZone: "UTC" }) : undefined);
  return (
    <form noValidate onSubmit={form.handleSubmit(onApply)} className="flex flex-col gap-3">
      <Field label={t("from")} error={errors.from?.message} hint={spoken(first)}>
        <Input type="date" dir="ltr" {...form.register("from", { deps: "to" })} />
      </Field>
      <Field label={t("to")} error={errors.to?.message} hint={spoken(last)}>
        <Input type="date" dir="ltr" {...form.register("to", { deps: "from" })} />
      </Field>
      <Button type="submit" variant="primary">
        {t("apply")}
      </Button>
    </form>
  );
}

function schema(t: ReturnType<typeof useTranslations<"usage.range">>) {
  const day = z.string().refine(isDay, t("notADay"));
  return z.object({ from: day, to: day }).superRefine(({ from, to }, context) => {
    if (!isDay(from) || !isDay(to)) return;
    if (from > to) context.addIssue({ code: "custom", path: ["to"], message: t("endsBefore") });
    else if (daysBetween(from, to) >= MOST_DAYS)
      context.addIssue({ code: "custom", path: ["from"], message: t("tooLong", { days: MOST_DAYS }) });
  });
}
