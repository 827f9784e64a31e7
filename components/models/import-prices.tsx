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
                label={<Label short={labels("publicId")} full={t("publicIdOf", { name })} />}
                error={error?.publicId?.message}
                hint={row.publicId === name ? undefined : <bdi className="font-mono text-2xs">{name}</bdi>}
              >
                <Input
                  {...form.register(`models.${index}.publicId`)}
                  dir="ltr"
                  className="font-mono"
                  autoCapitalize="none"
                  autoComplete="off"
                  spellCheck={false}
                />
              </Field>
              <Field
                label={<Label short={labels("inputPrice")} full={t("inputOf", { name })} />}
                error={error?.inputPrice?.message}
              >
                <Input
                  {...form.register(`models.${index}.inputPrice`)}
                  prefix="$"
                  inputMode="decimal"
                  autoComplete="off"
                />
              </Field>
              <Field
                label={<Label short={labels("outputPrice")} full={t("outputOf", { name })} />}
                error={error?.outputPrice?.message}
              >
                <Input
                  {...form.register(`models.${index}.outputPrice`)}
                  prefix="$"
                  inputMode="decimal"
                  autoComplete="off"
                />
              </Field>
              <Field
                className="max-sm:col-span-2"
                label={<Label short={labels("contextWindow")} full={t("contextOf", { name })} />}
                error={error?.contextWindow?.message}
              >
                <Input {...form.register(`models.${index}.contextWindow`)} inputMode="numeric" autoComplete="off" />
              </Field>
            </li>
          );
        })}
      </ul>
      <p className="text-ink-subtle text-xs">{t("assumed")}</p>
    </>
  );
}

/** In a grid the column's name is enough to see; heard alone it would not tell which row it is of. */
function Label({ short, full }: { short: string; full: string }) {
  return (
    <span className="font-normal text-ink-muted text-xs">
      <span aria-hidden>{short}</span>
      <span className="sr-only">{full}</span>
    </span>
  );
}
