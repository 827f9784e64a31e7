"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { ModelFields } from "#components/models/model-fields.tsx";
import { type ModelFormValues, modelFormSchema, toNumber } from "#components/models/model-schema.ts";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { CreateModelBody, ModelJson, ProviderJson } from "#lib/http/resources/models.ts";

export interface ModelDialogProps {
  /** Without a model it adds one. */
  model: ModelJson | null;
  providers: readonly ProviderJson[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Mount it with a `key` per opening: its fields start from the model it is given. */
export function ModelDialog({ model, providers, open, onOpenChange }: ModelDialogProps) {
  const t = useTranslations("models.form");
  const rules = useTranslations("models.rules");
  const list = useTranslations("models.list");
  const queryClient = useQueryClient();
  const schema = useMemo(() => modelFormSchema(rules), [rules]);
  const form = useForm({
    resolver: zodResolver(schema),
    mode: "onTouched",
    defaultValues: startValues(model, providers),
  });
  const save = useMutation({
    mutationFn: (values: ModelFormValues) => {
      const { publicId, providerId, ...fields } = toBody(values);
      return model
        ? api<ModelJson>(`/models/${model.id}`, { method: "PATCH", body: fields })
        : api<ModelJson>("/models", { body: { publicId, providerId, ...fields } });
    },
    onError: (error) => showServerErrors(error, form),
    onSuccess: (saved) => {
      queryClient.invalidateQueries({ queryKey: ["models"] });
      toast.success(t(model ? "saved" : "added", { name: saved.displayName }));
      onOpenChange(false);
    },
  });
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title={model ? t("editTitle", { name: model.displayName }) : t("addTitle")}
      description={
        model
          ? t.rich("editDescription", {
              publicId: model.publicId,
              provider: model.providerName,
              id: (chunks) => (
                <bdi key="id" className="font-mono text-xs">
                  {chunks}
                </bdi>
              ),
            })
          : t("addDescription")
      }
      submitLabel={model ? t("save") : list("add")}
      onSubmit={form.handleSubmit((values) => save.mutate(values))}
      pending={save.isPending}
      dirty={form.formState.isDirty}
      rootError={form.formState.errors.root?.message}
    >
      <ModelFields form={form} isNew={model === null} providers={providers} />
    </FormDialog>
  );
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
