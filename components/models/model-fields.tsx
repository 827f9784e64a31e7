"use client";

import { useTranslations } from "next-intl";
import { Controller, type UseFormReturn } from "react-hook-form";
import type { ModelFormValues } from "#components/models/model-schema.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ProviderJson } from "#lib/http/resources/models.ts";

export interface ModelFieldsProps {
  form: UseFormReturn<ModelFormValues>;
  isNew: boolean;
  providers: readonly ProviderJson[];
}

/** Identifiers are read from left to right in every language. */
const code = { dir: "ltr", autoCapitalize: "none", autoComplete: "off", spellCheck: false } as const;
const EXAMPLE = { displayName: "GPT-5 Chat", upstreamName: "gpt-5-chat-latest" };
const figure = { autoComplete: "off" } as const;

export function ModelFields({ form, isNew, providers }: ModelFieldsProps) {
  const t = useTranslations("models.form");
  const models = useTranslations("models");
  const { errors } = form.formState;
  const [inputPrice, outputPrice] = form.watch(["inputPrice", "outputPrice"]);
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {isNew && (
          <>
            <Field label={t("publicId")} hint={t("publicIdHint")} error={errors.publicId?.message}>
              <Input
                {...form.register("publicId", {
                  onBlur: (event: { target: { value: string } }) => suggestNames(form, event.target.value),
                })}
                {...code}
                placeholder="openai/gpt-5-chat"
                autoFocus
              />
            </Field>
            <Controller
              control={form.control}
              name="providerId"
              render={({ field }) => (
                <Field label={t("provider")} error={errors.providerId?.message}>
                  <Select
                    value={field.value || null}
                    onValueChange={field.onChange}
                    onBlur={field.onBlur}
                    options={providers.map(({ id, name, baseUrl }) => ({
                      value: id,
                      label: name,
                      description: baseUrl,
                    }))}
                  />
                </Field>
              )}
            />
          </>
        )}
        <Field label={t("displayName")} hint={t("displayNameHint")} error={errors.displayName?.message}>
          <Input {...form.register("displayName")} placeholder={EXAMPLE.displayName} autoComplete="off" />
        </Field>
        <Field label={t("upstreamName")} hint={t("upstreamNameHint")} error={errors.upstreamName?.message}>
          <Input {...form.register("upstreamName")} {...code} placeholder={EXAMPLE.upstreamName} />
        </Field>
        <Field label={t("inputPrice")} hint={t("priceHint")} error={errors.inputPrice?.message}>
          <Input {...form.register("inputPrice")} {...figure} prefix="$" placeholder="0.075" inputMode="decimal" />
        </Field>
        <Field label={t("outputPrice")} hint={t("priceHint")} error={errors.outputPrice?.message}>
          <Input {...form.register("outputPrice")} {...figure} prefix="$" placeholder="0.30" inputMode="decimal" />
        </Field>
        {(inputPrice === "" || outputPrice === "") && (
          <p className="text-warning-text text-xs sm:col-span-2">{t("unpriced")}</p>
        )}
        <Field label={t("contextWindow")} hint={t("contextWindowHint")} error={errors.contextWindow?.message}>
          <Input {...form.register("contextWindow")} {...figure} placeholder="128,000" inputMode="numeric" />
        </Field>
        <Field label={t("maxOutput")} optional hint={t("maxOutputHint")} error={errors.maxOutput?.message}>
          <Input {...form.register("maxOutput")} {...figure} placeholder="16,384" inputMode="numeric" />
        </Field>
      </div>
      <Controller
        control={form.control}
        name="enabled"
        render={({ field }) => (
          <Field layout="inline" label={models("on")} hint={t("onHint")}>
            <Checkbox checked={field.value} onCheckedChange={field.onChange} />
          </Field>
        )}
      />
    </>
  );
}

/** "openai/gpt-5-chat" is most often "gpt-5-chat" at the provider. */
function suggestNames(form: UseFormReturn<ModelFormValues>, id: string) {
  const name = id.trim().split("/").at(-1) ?? "";
  for (const field of ["upstreamName", "displayName"] as const) {
    if (name && form.getValues(field) === "") form.setValue(field, name);
  }
}
