"use client";

import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import type { ImportFormValues } from "#components/models/model-schema.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** What each chosen model will be called here, and what it costs. */
export function ImportPrices({ form }: { form: UseFormReturn<ImportFormValues> }) {
  const t = useTranslations("models.import");
  const labels = useTranslations("models.form");
  const rows = form.watch("models");
  const errors = form.formState.errors.models;
  const unpriced = rows.filter(({ inputPrice, outputPrice }) => inputPrice === "" || outputPrice === "").length;
  return (
    <>
      <p role="status" className={unpriced > 0 ? "text-sm text-warning-text" : "text-ink-muted text-sm"}>
        {t("willBeOff", { count: unpriced })}
      </p>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border">
        {rows.map((row, index) => {
          const name = row.upstreamName;
          const error = errors?.[index];
          return (
            <li
              key={name}
              className="grid grid-cols-2 items-start gap-3 px-3 py-3 sm:grid-cols-[minmax(0,1fr)_6.5rem_6.5rem_7rem]"
            >
              <Field
                className="max-sm:col-span-2"
                label={<span className="font-normal text-ink-muted text-xs">{labels("publicId")}</span>}
                error={error?.publicId?.message}
              >
                <Input
                  {...form.register(`models.${index}.publicId`)}
                  aria-label={t("publicIdOf", { name })}
                  dir="ltr"
                  className="font-mono"
                  autoCapitalize="none"
                  autoComplete="off"
                  spellCheck={false}
                />
              </Field>
              <Field
                label={<span className="font-normal text-ink-muted text-xs">{labels("inputPrice")}</span>}
                error={error?.inputPrice?.message}
              >
                <Input
                  {...form.register(`models.${index}.inputPrice`)}
                  aria-label={t("inputOf", { name })}
                  prefix="$"
                  inputMode="decimal"
                  autoComplete="off"
                />
              </Field>
              <Field
                label={<span className="font-normal text-ink-muted text-xs">{labels("outputPrice")}</span>}
                error={error?.outputPrice?.message}
              >
                <Input
                  {...form.register(`models.${index}.outputPrice`)}
                  aria-label={t("outputOf", { name })}
                  prefix="$"
                  inputMode="decimal"
                  autoComplete="off"
                />
              </Field>
              <Field
                className="max-sm:col-span-2"
                label={<span className="font-normal text-ink-muted text-xs">{labels("contextWindow")}</span>}
                error={error?.contextWindow?.message}
              >
                <Input
                  {...form.register(`models.${index}.contextWindow`)}
                  aria-label={t("contextOf", { name })}
                  inputMode="numeric"
                  autoComplete="off"
                />
              </Field>
            </li>
          );
        })}
      </ul>
      <p className="text-ink-subtle text-xs">{t("assumed")}</p>
    </>
  );
}
