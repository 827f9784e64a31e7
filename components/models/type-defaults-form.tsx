"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
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

const commands: Record<CommandName, string> = {
  start: "Greets, and asks for the access code where one is needed",
  help: "Says what the bot can do",
  status: "Shows the model and what is left of each limit",
  clear: "Starts a new conversation",
  model: "Chooses a model",
  models: "Lists the models",
  settings: "Shows and changes settings",
};
const commandOptions = Object.entries(commands).map(([value, description]) => ({
  value,
  label: `/${value}`,
  description,
}));

const wholeNumber = (least: number, most: number) => {
  const message = `A whole number from ${least} to ${most.toLocaleString("en-US")}.`;
  return z
    .string()
    .trim()
    .regex(/^\d{1,7}$/, message)
    .refine((text) => Number(text) >= least && Number(text) <= most, message);
};

const schema = z.object({
  defaultModel: z.string().min(1, "Choose a model."),
  availableModels: z.array(z.string()).max(500, "At most 500."),
  rateLimit: wholeNumber(1, 100_000),
  maxHistory: wholeNumber(0, 1_000),
  allowModelSwitch: z.boolean(),
  requiresAuth: z.boolean(),
  commands: z.array(z.string()),
  systemPrompt: z.string().max(20_000, "At most 20,000 characters."),
});
type Values = z.output<typeof schema>;

export interface TypeDefaultsFormProps {
  defaults: TypeDefaultsJson;
  /** Names the form. */
  title: string;
  models: readonly ModelJson[];
}

export function TypeDefaultsForm({ defaults, title, models }: TypeDefaultsFormProps) {
  const queryClient = useQueryClient();
  const form = useForm({ resolver: zodResolver(schema), mode: "onTouched", values: toValues(defaults) });
  const { errors, isDirty } = form.formState;
  const modelOptions = useMemo(() => {
    const names = new Map(models.filter(({ enabled }) => enabled).map((one) => [one.publicId, one.displayName]));
    return [...names].map(([value, description]) => ({ value, label: value, description }));
  }, [models]);

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
    toast.success(`${title}: the defaults are saved`, {
      action: {
        label: "Undo",
        onClick: () =>
          save.mutate(before, {
            onError: () => toast.error("Couldn’t take it back"),
          }),
      },
    });
  });

  return (
    <form onSubmit={submit} noValidate aria-label={`${title}: defaults`} className="flex flex-col gap-5">
      {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Controller
          control={form.control}
          name="defaultModel"
          render={({ field }) => (
            <Field label="Default model" error={errors.defaultModel?.message} className="sm:col-span-2">
              <Combobox
                options={withChosen(modelOptions, field.value)}
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
              label="Available models"
              hint="Empty: every model that is on."
              error={errors.availableModels?.message}
              className="sm:col-span-2"
            >
              <MultiSelect
                options={modelOptions}
                value={field.value}
                onValueChange={field.onChange}
                onBlur={field.onBlur}
                placeholder="Every model that is on"
              />
            </Field>
          )}
        />
        <Field label="Rate limit" hint="Messages a minute of one end user." error={errors.rateLimit?.message}>
          <Input {...form.register("rateLimit")} inputMode="numeric" autoComplete="off" suffix="a minute" />
        </Field>
        <Field label="History" hint="Messages that a turn sends along, at most." error={errors.maxHistory?.message}>
          <Input {...form.register("maxHistory")} inputMode="numeric" autoComplete="off" suffix="messages" />
        </Field>
        <Controller
          control={form.control}
          name="allowModelSwitch"
          render={({ field }) => (
            <Field layout="inline" label="End users may choose the model" hint="With /model, among the available ones.">
              <Checkbox checked={field.value} onCheckedChange={field.onChange} />
            </Field>
          )}
        />
        <Controller
          control={form.control}
          name="requiresAuth"
          render={({ field }) => (
            <Field
              layout="inline"
              label="Access code needed"
              hint="The bot answers only those who have the team’s code."
            >
              <Checkbox checked={field.value} onCheckedChange={field.onChange} />
            </Field>
          )}
        />
        <Controller
          control={form.control}
          name="commands"
          render={({ field }) => (
            <Field
              label="Commands"
              hint="What the bot understands."
              error={errors.commands?.message}
              className="sm:col-span-2"
            >
              <MultiSelect
                options={commandOptions}
                value={field.value}
                onValueChange={field.onChange}
                onBlur={field.onBlur}
                placeholder="None"
              />
            </Field>
          )}
        />
        <Field label="System prompt" error={errors.systemPrompt?.message} className="sm:col-span-2">
          <Textarea {...form.register("systemPrompt")} rows={4} />
        </Field>
      </div>
      <div className="flex items-center justify-end gap-2">
        {isDirty && (
          <Button onClick={() => form.reset()} disabled={save.isPending}>
            Discard
          </Button>
        )}
        <Button type="submit" variant="primary" disabled={!isDirty} loading={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

/** A model that has been switched off since stays visible where it is chosen. */
function withChosen(options: readonly { value: string; label: string; description: string }[], chosen: string) {
  if (!chosen || options.some(({ value }) => value === chosen)) return options;
  return [{ value: chosen, label: chosen, description: "Not among the models that are on" }, ...options];
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
