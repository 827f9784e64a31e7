"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { z } from "zod";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { CreateProviderBody, ProviderJson, UpdateProviderBody } from "#lib/http/resources/models.ts";

const wholeNumber = (least: number, most: number, message: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,9}$/, message)
    .refine((text) => Number(text) >= least && Number(text) <= most, message);

const schema = z.object({
  name: z.string().trim().min(1, "Give it a name.").max(100, "At most 100 characters."),
  baseUrl: z
    .string()
    .trim()
    .max(500, "At most 500 characters.")
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
      message: "A web address, such as https://openrouter.ai/api/v1.",
    }),
  apiKey: z
    .string()
    .trim()
    .max(500, "At most 500 characters.")
    .regex(/^[\x21-\x7e]*$/, "One word without spaces."),
  priority: wholeNumber(0, 10_000, "A whole number from 0 to 10000."),
  timeoutSeconds: wholeNumber(1, 600, "From 1 to 600 seconds."),
  enabled: z.boolean(),
});

export interface ProviderDialogProps {
  /** Null is closed; without a provider it adds one. */
  state: { provider: ProviderJson | null } | null;
  onClose: () => void;
}

export function ProviderDialog({ state, onClose }: ProviderDialogProps) {
  const provider = state?.provider ?? null;
  return (
    <Dialog
      open={state !== null}
      onOpenChange={(open) => !open && onClose()}
      title={provider ? `Edit ${provider.name}` : "Add a provider"}
      description={provider ? undefined : "An API that speaks OpenAI’s format."}
    >
      {state && <ProviderForm provider={provider} onDone={onClose} />}
    </Dialog>
  );
}

function ProviderForm({ provider, onDone }: { provider: ProviderJson | null; onDone: () => void }) {
  const queryClient = useQueryClient();
  const [removeKey, setRemoveKey] = useState(false);
  const form = useForm({
    resolver: zodResolver(schema),
    mode: "onTouched",
    defaultValues: {
      name: provider?.name ?? "",
      baseUrl: provider?.baseUrl ?? "",
      apiKey: "",
      priority: String(provider?.priority ?? 100),
      timeoutSeconds: String(Math.round((provider?.timeoutMs ?? 60_000) / 1_000)),
      enabled: provider?.enabled ?? true,
    },
  });
  const { errors } = form.formState;
  const hasKey = Boolean(provider?.hasApiKey) && !removeKey;

  const save = useMutation({
    mutationFn: (values: z.output<typeof schema>) => {
      const { apiKey, priority, timeoutSeconds, ...others } = values;
      const body: CreateProviderBody & UpdateProviderBody = {
        ...others,
        priority: Number(priority),
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
      toast.success(provider ? `${saved.name} is saved` : `${saved.name} is added`, {
        description: provider ? undefined : "Next: add its models.",
      });
      onDone();
    },
  });

  return (
    <form onSubmit={form.handleSubmit((values) => save.mutate(values))} noValidate className="contents">
      <DialogBody>
        {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
        <Field label="Name" error={errors.name?.message}>
          <Input {...form.register("name")} placeholder="OpenRouter" autoComplete="off" autoFocus={!provider} />
        </Field>
        <Field
          label="Base URL"
          hint="Where its API starts; /chat/completions comes after it."
          error={errors.baseUrl?.message}
        >
          <Input
            {...form.register("baseUrl")}
            type="url"
            placeholder="https://openrouter.ai/api/v1"
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
        <Field
          label="API key"
          optional={!provider}
          error={errors.apiKey?.message}
          hint={
            hasKey
              ? "Leave it empty to keep the stored key. It is encrypted and never shown again."
              : removeKey
                ? "The stored key is removed when you save."
                : "It is encrypted when it is stored, and never shown again."
          }
          aside={
            provider?.hasApiKey && (
              <span className="flex items-center gap-2">
                {hasKey && <Badge tone="success">Stored, shown never</Badge>}
                <Button variant="link" size="sm" onClick={() => setRemoveKey(!removeKey)}>
                  {removeKey ? "Keep it" : "Remove"}
                </Button>
              </span>
            )
          }
        >
          <Input
            {...form.register("apiKey")}
            type="password"
            placeholder={hasKey ? "••••••••••••••••" : "sk-…"}
            // Browsers offer saved passwords of this site for "off".
            autoComplete="new-password"
            autoCapitalize="none"
            spellCheck={false}
          />
        </Field>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label="Priority" hint="The lowest number is asked first." error={errors.priority?.message}>
            <Input {...form.register("priority")} inputMode="numeric" autoComplete="off" />
          </Field>
          <Field label="Time-out" hint="Then the next provider is asked." error={errors.timeoutSeconds?.message}>
            <Input {...form.register("timeoutSeconds")} inputMode="numeric" autoComplete="off" suffix="seconds" />
          </Field>
        </div>
        <Controller
          control={form.control}
          name="enabled"
          render={({ field }) => (
            <Field layout="inline" label="On" hint="Switched off, it is never asked.">
              <Checkbox checked={field.value} onCheckedChange={field.onChange} />
            </Field>
          )}
        />
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>Cancel</Button>} />
        <Button type="submit" variant="primary" loading={save.isPending}>
          {provider ? "Save" : "Add provider"}
        </Button>
      </DialogFooter>
    </form>
  );
}
