"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { type ProviderFormValues, providerFormSchema } from "#components/models/provider-schema.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { CreateProviderBody, ProviderJson, UpdateProviderBody } from "#lib/http/resources/models.ts";

export interface ProviderDialogProps {
  /** Without a provider it adds one. */
  provider: ProviderJson | null;
  /** The priority of a new one: after all there are. */
  nextPriority: number;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Told of a provider that was added, to offer what comes next. */
  onAdded?: (provider: ProviderJson) => void;
}

const EXAMPLE_NAME = "OpenRouter";

/** Mount it with a `key` per opening: its fields start from the provider it is given. */
export function ProviderDialog({ provider, nextPriority, open, onOpenChange, onAdded }: ProviderDialogProps) {
  const t = useTranslations("models.providerForm");
  const rules = useTranslations("models.rules");
  const models = useTranslations("models");
  const queryClient = useQueryClient();
  const [removeKey, setRemoveKey] = useState(false);
  const schema = useMemo(() => providerFormSchema(rules), [rules]);
  const form = useForm({
    resolver: zodResolver(schema),
    mode: "onTouched",
    defaultValues: {
      name: provider?.name ?? "",
      baseUrl: provider?.baseUrl ?? "",
      apiKey: "",
      timeoutSeconds: String(Math.round((provider?.timeoutMs ?? 60_000) / 1_000)),
      enabled: provider?.enabled ?? true,
    },
  });
  const { errors, isDirty } = form.formState;
  const hasKey = Boolean(provider?.hasApiKey) && !removeKey;

  const save = useMutation({
    mutationFn: (values: ProviderFormValues) => {
      const { apiKey, timeoutSeconds, ...others } = values;
      const body: CreateProviderBody & UpdateProviderBody = {
        ...others,
        ...(provider ? {} : { priority: nextPriority }),
        timeoutMs: Number(timeoutSeconds) * 1_000,
        // Left out, the stored one stays.
        ...(apiKey ? { apiKey } : removeKey ? { apiKey: null } : {}),
      };
      return provider
        ? api<ProviderJson>(`/providers/${provider.id}`, { method: "PATCH", body })
        : api<ProviderJson>("/providers", { body });
    },
    onError: (error) => showServerErrors(error, form),
    onSuccess: (saved) => {
      queryClient.invalidateQueries({ queryKey: ["providers"] });
      queryClient.invalidateQueries({ queryKey: ["models"] });
      if (provider) toast.success(models("form.saved", { name: saved.name }));
      else {
        const action = onAdded && { label: models("providers.import"), onClick: () => onAdded(saved) };
        toast.success(models("form.added", { name: saved.name }), { description: t("next"), action, duration: 10_000 });
      }
      onOpenChange(false);
    },
  });

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={provider ? t("editTitle", { name: provider.name }) : t("addTitle")}
      description={provider ? undefined : t("addDescription")}
      submitLabel={provider ? models("form.save") : models("providers.add")}
      onSubmit={form.handleSubmit((values) => save.mutate(values))}
      pending={save.isPending}
      dirty={isDirty || removeKey}
      rootError={errors.root?.message}
    >
      <Field label={t("name")} error={errors.name?.message}>
        <Input {...form.register("name")} placeholder={EXAMPLE_NAME} autoComplete="off" autoFocus={!provider} />
      </Field>
      <Field label={t("baseUrl")} hint={t("baseUrlHint")} error={errors.baseUrl?.message}>
        <Input
          {...form.register("baseUrl")}
          type="url"
          dir="ltr"
          placeholder="https://openrouter.ai/api/v1"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field
        label={t("apiKey")}
        optional={!provider}
        error={errors.apiKey?.message}
        hint={hasKey ? t("keyKept") : removeKey ? t("keyRemoved") : t("keyNew")}
        aside={
          provider?.hasApiKey && (
            <span className="flex items-center gap-2">
              {hasKey && <Badge tone="success">{t("stored")}</Badge>}
              <Button variant="link" size="sm" onClick={() => setRemoveKey(!removeKey)}>
                {removeKey ? t("keep") : t("remove")}
              </Button>
            </span>
          )
        }
      >
        <Input
          {...form.register("apiKey")}
          type="password"
          dir="ltr"
          placeholder={hasKey ? "••••••••••••••••" : "sk-…"}
          // Browsers offer saved passwords of this site for "off".
          autoComplete="new-password"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      <Field label={t("timeout")} hint={t("timeoutHint")} error={errors.timeoutSeconds?.message}>
        <Input {...form.register("timeoutSeconds")} inputMode="numeric" autoComplete="off" suffix={t("seconds")} />
      </Field>
      <Controller
        control={form.control}
        name="enabled"
        render={({ field }) => (
          <Field layout="inline" label={models("on")} hint={t("onHint")}>
            <Checkbox checked={field.value} onCheckedChange={field.onChange} />
          </Field>
        )}
      />
    </FormDialog>
  );
}
