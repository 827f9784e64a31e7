"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import type { Rules } from "#components/models/provider-schema.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { MultiSelect } from "#components/ui/multi-select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ModelJson } from "#lib/http/resources/models.ts";
import type { TypeDefaultsJson, UpdateTypeDefaultsBody } from "#lib/http/resources/teams.ts";

type CommandName = NonNullable<UpdateTypeDefaultsBody["commands"]>[number];

const commands = ["start", "help", "status", "clear", "model", "models", "settings"] as const satisfies CommandName[];

function schemaOf(t: Rules) {
  const wholeNumber = (least: number, most: number) => {
    const message = t("wholeBetween", { least: String(least), most: most.toLocaleString("en-US") });
    return z
      .string()
      .trim()
      .refine((text) => /^\d{1,7}$/.test(text) && Number(text) >= least && Number(text) <= most, message);
  };
  return z.object({
    defaultModel: z.string().min(1, t("model")),
    availableModels: z.array(z.string()).max(500, t("atMost", { count: 500 })),
    rateLimit: wholeNumber(1, 100_000),
    maxHistory: wholeNumber(0, 1_000),
    allowModelSwitch: z.boolean(),
    requiresAuth: z.boolean(),
    commands: z.array(z.string()),
    systemPrompt: z.string().max(20_000, t("atMostCharacters", { count: 20_000 })),
  });
}
type Values = z.output<ReturnType<typeof schemaOf>>;

export interface TypeDefaultsFormProps {
  defaults: TypeDefaultsJson;
  /** Names the form. */
  title: string;
  models: readonly ModelJson[];
}

export function TypeDefaultsForm({ defaults, title, models }: TypeDefaultsFormProps) {
  const t = useTranslations("models.defaults");
  const words = useTranslations("models");
  const rules = useTranslations("models.rules");
  const queryClient = useQueryClient();
  const schema = useMemo(() => schemaOf(rules), [rules]);
  const form = useForm({ resolver: zodResolver(schema), mode: "onTouched", values: toValues(defaults) });
  const { errors, isDirty } = form.formState;
  const modelOptions = useMemo(() => {
    const names = new Map(models.filter(({ enabled }) => enabled).map((one) => [one.publicId, one.displayName]));
    return [...names].map(([value, description]) => ({ value, label: value, description }));
  }, [models]);

  const commandOptions = commands.map((value) => ({ value, label: `/${value}`, description: t(`command.${value}`) }));

  const save = useMutation({
    mutationFn: (body: UpdateTypeDefaultsBody) =>
      api<TypeDefaultsJson>(`/type-defaults/${defaults.type}`, { method: "PATCH", body }),
    onSuccess: (saved) => {
      queryClient.setQueryData<{ items: TypeDefaultsJson[] }>(
        ["type-defaults"],
        (list) => list && { items: list.items.map((one) => (one.type === saved.type ? saved : one)) },
      );
    },
  });

  const submit = form.handleSubmit(async (values) => {
    const before = toBody(toValues(defaults));
    try {
      await save.mutateAsync(toBody(values));
    } catch (error) {
      showServerErrors(error, form);
      return;
    }
    toast.success(t("saved", { title }), {
      action: {
        label: words("undo"),
        onClick: () =>
          save.mutate(before, {
            onError: () => toast.error(words("undoFailed")),
          }),
      },
    });
  });

  return (
    <form onSubmit={submit} noValidate aria-label={t("formLabel", { title })} className="flex flex-col gap-5">
      {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Controller
          control={form.control}
          name="defaultModel"
          render={({ field }) => (
            <Field label={t("defaultModel")} error={errors.defaultModel?.message} className="sm:col-span-2">
              <Combobox
                options={withChosen(modelOptions, field.value, t("notOn"))}
                value={field.value}
                onValueChange={(value) => field.onChange(value ?? "")}
                onBlur={field.onBlur}
              />
            </Field>
          )}
        />
        <Controller
          control={form.control}
          name="availableModels"
          render={({ field }) => (
            <Field
              label={t("availableModels")}
              hint={t("availableHint")}
              error={errors.availableModels?.message}
              className="sm:col-span-2"
            >
              <MultiSelect
                options={modelOptions}
                value={field.value}
                onValueChange={field.onChange}
                onBlur={field.onBlur}
                placeholder={t("everyModel")}
              />
            </Field>
          )}
        />
        <Field label={t("rateLimit")} hint={t("rateLimitHint")} error={errors.rateLimit?.message}>
          <Input {...form.register("rateLimit")} inputMode="numeric" autoComplete="off" suffix={t("aMinute")} />
        </Field>
        <Field label={t("history")} hint={t("historyHint")} error={errors.maxHistory?.message}>
          <Input {...form.register("maxHistory")} inputMode="numeric" autoComplete="off" suffix={t("messages")} />
        </Field>
        <Controller
          control={form.control}
          name="allowModelSwitch"
          render={({ field }) => (
            <Field layout="inline" label={t("allowSwitch")} hint={t("allowSwitchHint")}>
              <Checkbox checked={field.value} onCheckedChange={field.onChange} />
            </Field>
          )}
        />
        <Controller
          control={form.control}
          name="requiresAuth"
          render={({ field }) => (
            <Field layout="inline" label={t("requiresAuth")} hint={t("requiresAuthHint")}>
              <Checkbox checked={field.value} onCheckedChange={field.onChange} />
            </Field>
          )}
        />
        <Controller
          control={form.control}
          name="commands"
          render={({ field }) => (
            <Field
              label={t("commands")}
              hint={t("commandsHint")}
              error={errors.commands?.message}
              className="sm:col-span-2"
            >
              <MultiSelect
                options={commandOptions}
                value={field.value}
                onValueChange={field.onChange}
                onBlur={field.onBlur}
                placeholder={t("noCommands")}
              />
            </Field>
          )}
        />
        <Field label={t("systemPrompt")} error={errors.systemPrompt?.message} className="sm:col-span-2">
          <Textarea {...form.register("systemPrompt")} rows={4} />
        </Field>
      </div>
      <div className="flex items-center justify-end gap-2">
        {isDirty && (
          <Button onClick={() => form.reset()} disabled={save.isPending}>
            {t("discard")}
          </Button>
        )}
        <Button type="submit" variant="primary" disabled={!isDirty} loading={save.isPending}>
          {words("form.save")}
        </Button>
      </div>
    </form>
  );
}

/** A model that has been switched off since stays visible where it is chosen. */
function withChosen(
  options: readonly { value: string; label: string; description: string }[],
  chosen: string,
  description: string,
) {
  if (!chosen || options.some(({ value }) => value === chosen)) return options;
  return [{ value: chosen, label: chosen, description }, ...options];
}

function toValues(defaults: TypeDefaultsJson): Values {
  const { defaultModel, availableModels, allowModelSwitch, requiresAuth, systemPrompt } = defaults;
  return {
    ...{ defaultModel, availableModels, allowModelSwitch, requiresAuth, systemPrompt, commands: defaults.commands },
    rateLimit: String(defaults.rateLimit),
    maxHistory: String(defaults.maxHistory),
  };
}

function toBody(values: Values): UpdateTypeDefaultsBody {
  return {
    ...values,
    // Chosen from the list above alone.
    commands: values.commands as CommandName[],
    rateLimit: Number(values.rateLimit),
    maxHistory: Number(values.maxHistory),
  };
}
