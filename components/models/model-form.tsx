"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { Controller, useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { type ModelFormValues, modelFormSchema, toNumber } from "#components/models/model-schema.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { MultiSelect } from "#components/ui/multi-select.tsx";
import { Select } from "#components/ui/select.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { CreateModelBody, ModelJson, ProviderJson } from "#lib/http/resources/models.ts";

export interface ModelFormProps {
  model: ModelJson | null;
  providers: readonly ProviderJson[];
  models: readonly ModelJson[];
  onDone: () => void;
}

export function ModelForm({ model, providers, models, onDone }: ModelFormProps) {
  const queryClient = useQueryClient();
  const form = useForm({
    resolver: zodResolver(modelFormSchema),
    mode: "onTouched",
    defaultValues: startValues(model, providers),
  });
  const { errors } = form.formState;
  const [publicId, inputPrice, outputPrice] = form.watch(["publicId", "inputPrice", "outputPrice"]);
  const fallbackOptions = useMemo(() => {
    const names = new Map(models.map((one) => [one.publicId, one.displayName]));
    names.delete(publicId);
    return [...names].map(([value, name]) => ({ value, label: value, description: name }));
  }, [models, publicId]);

  const save = useMutation({
    mutationFn: (values: ModelFormValues) => {
      const { publicId: id, providerId, ...fields } = toBody(values);
      return model
        ? api<ModelJson>(`/models/${model.id}`, { method: "PATCH", body: fields })
        : api<ModelJson>("/models", { body: { publicId: id, providerId, ...fields } });
    },
    onError: (error) => showServerErrors(error, form),
    onSuccess: (saved) => {
      queryClient.invalidateQueries({ queryKey: ["models"] });
      toast.success(model ? `${saved.displayName} is saved` : `${saved.displayName} is added`);
      onDone();
    },
  });

  return (
    <form onSubmit={form.handleSubmit((values) => save.mutate(values))} noValidate className="contents">
      <DialogBody>
        {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
        <div className="grid items-start gap-4 sm:grid-cols-2">
          {!model && (
            <>
              <Field label="Public id" hint="What teams and API calls name it by." error={errors.publicId?.message}>
                <Input
                  {...form.register("publicId", {
                    onBlur: (event: { target: { value: string } }) => suggestNames(event.target.value),
                  })}
                  placeholder="openai/gpt-5-chat"
                  autoCapitalize="none"
                  autoComplete="off"
                  spellCheck={false}
                  autoFocus
                />
              </Field>
              <Controller
                control={form.control}
                name="providerId"
                render={({ field }) => (
                  <Field label="Provider" error={errors.providerId?.message}>
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
          <Field label="Display name" hint="Shown in bots’ menus." error={errors.displayName?.message}>
            <Input {...form.register("displayName")} placeholder="GPT-5 Chat" autoComplete="off" />
          </Field>
          <Field label="Upstream name" hint="What the provider calls it." error={errors.upstreamName?.message}>
            <Input
              {...form.register("upstreamName")}
              placeholder="gpt-5-chat-latest"
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
          <Field label="Input price" hint="US dollars per million tokens." error={errors.inputPrice?.message}>
            <Input
              {...form.register("inputPrice")}
              prefix="$"
              placeholder="0.075"
              inputMode="decimal"
              autoComplete="off"
            />
          </Field>
          <Field label="Output price" hint="US dollars per million tokens." error={errors.outputPrice?.message}>
            <Input
              {...form.register("outputPrice")}
              prefix="$"
              placeholder="0.30"
              inputMode="decimal"
              autoComplete="off"
            />
          </Field>
          {(inputPrice === "" || outputPrice === "") && (
            <p className="text-warning-text text-xs sm:col-span-2">
              Without both prices the model is unpriced, and calls to it are refused. Enter 0 if it really is free.
            </p>
          )}
          <Field
            label="Context window"
            hint="In tokens, question and answer together."
            error={errors.contextWindow?.message}
          >
            <Input {...form.register("contextWindow")} placeholder="128,000" inputMode="numeric" autoComplete="off" />
          </Field>
          <Field
            label="Longest answer"
            optional
            hint="In tokens. Empty: what the window leaves."
            error={errors.maxOutput?.message}
          >
            <Input {...form.register("maxOutput")} placeholder="16,384" inputMode="numeric" autoComplete="off" />
          </Field>
        </div>
        <Controller
          control={form.control}
          name="fallbacks"
          render={({ field }) => (
            <Field
              label="Fallbacks"
              optional
              hint="Tried in this order when every provider of this model fails. The one that answers is charged."
              error={errors.fallbacks?.message}
            >
              <MultiSelect
                options={fallbackOptions}
                value={field.value}
                onValueChange={field.onChange}
                onBlur={field.onBlur}
                placeholder="Add a model…"
                empty="No other model."
              />
            </Field>
          )}
        />
        <Controller
          control={form.control}
          name="enabled"
          render={({ field }) => (
            <Field layout="inline" label="On" hint="Switched off, no team can use it; nothing about it is lost.">
              <Checkbox checked={field.value} onCheckedChange={field.onChange} />
            </Field>
          )}
        />
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>Cancel</Button>} />
        <Button type="submit" variant="primary" loading={save.isPending}>
          {model ? "Save" : "Add model"}
        </Button>
      </DialogFooter>
    </form>
  );

  /** "openai/gpt-5-chat" is most often "gpt-5-chat" at the provider. */
  function suggestNames(id: string) {
    const name = id.trim().split("/").at(-1) ?? "";
    for (const field of ["upstreamName", "displayName"] as const) {
      if (name && form.getValues(field) === "") form.setValue(field, name);
    }
  }
}

function startValues(model: ModelJson | null, providers: readonly ProviderJson[]): ModelFormValues {
  return {
    publicId: model?.publicId ?? "",
    displayName: model?.displayName ?? "",
    providerId: model?.providerId ?? (providers.length === 1 ? (providers[0]?.id ?? "") : ""),
    upstreamName: model?.upstreamName ?? "",
    inputPrice: model?.inputPrice ?? "",
    outputPrice: model?.outputPrice ?? "",
    contextWindow: model ? model.contextWindow.toLocaleString("en-US") : "",
    maxOutput: model?.maxOutput?.toLocaleString("en-US") ?? "",
    fallbacks: model?.fallbacks ?? [],
    enabled: model?.enabled ?? true,
  };
}

function toBody(values: ModelFormValues): CreateModelBody {
  const { inputPrice, outputPrice, contextWindow, maxOutput, ...others } = values;
  return {
    ...others,
    inputPrice: inputPrice || null,
    outputPrice: outputPrice || null,
    contextWindow: toNumber(contextWindow),
    maxOutput: maxOutput ? toNumber(maxOutput) : null,
  };
}
