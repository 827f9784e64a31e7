"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Controller, useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { SCOPES } from "#components/team/keys/key-words.ts";
import { schemaRule } from "#components/team/schema-rule.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ChoiceCards } from "#components/ui/choice-cards.tsx";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type CreateKeyBody, createKeyBody, type NewKeyJson } from "#lib/http/resources/keys.ts";

export interface CreateKeyDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (key: NewKeyJson) => void;
}

export function CreateKeyDialog({ open, onOpenChange, onCreated }: CreateKeyDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Create key"
      description="Name it after the program that will use it: that is how it shows up in usage."
    >
      <CreateKeyForm
        onCreated={(key) => {
          onOpenChange(false);
          onCreated(key);
        }}
      />
    </Dialog>
  );
}

const expiries = [
  { value: "never", label: "Never" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
  { value: "date", label: "On a date…" },
] as const;

interface Values {
  name: string;
  scope: "inference" | "management";
  expiry: (typeof expiries)[number]["value"];
  expiresAt: string;
  rateLimit: string;
}

function CreateKeyForm({ onCreated }: { onCreated: (key: NewKeyJson) => void }) {
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const form = useForm<Values>({
    mode: "onTouched",
    defaultValues: { name: "", scope: "inference", expiry: "never", expiresAt: "", rateLimit: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const [scope, expiry] = form.watch(["scope", "expiry"]);
  const { mutateAsync } = useMutation({
    mutationFn: (body: CreateKeyBody) => api<NewKeyJson>(`/teams/${team.id}/keys`, { body }),
    // A key in a cache would outlive the moment it is shown in.
    gcTime: 0,
    onSettled: () => staleTeam(queryClient, team.id),
  });

  const submit = form.handleSubmit(async (values) => {
    try {
      onCreated(await mutateAsync(toBody(values)));
    } catch (error) {
      showServerErrors(error, form);
    }
  });

  return (
    <form className="contents" noValidate onSubmit={submit}>
      <DialogBody>
        {errors.root && <Banner tone="danger">{errors.root.message}</Banner>}
        <Field label="Name" error={errors.name?.message}>
          <Input
            {...form.register("name", { validate: schemaRule(createKeyBody.shape.name) })}
            autoFocus
            autoComplete="off"
            placeholder="Website"
          />
        </Field>
        <Controller
          control={form.control}
          name="scope"
          render={({ field }) => (
            <ChoiceCards label="What it may do" options={SCOPES} value={field.value} onValueChange={field.onChange} />
          )}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Controller
            control={form.control}
            name="expiry"
            render={({ field }) => (
              <Field label="Expires">
                <Select options={expiries} value={field.value} onValueChange={field.onChange} />
              </Field>
            )}
          />
          {expiry === "date" && (
            <Field label="Last day" error={errors.expiresAt?.message}>
              <Input
                type="date"
                {...form.register("expiresAt", {
                  validate: (value) => (value && endOfDay(value) > new Date()) || "Choose a day to come.",
                })}
              />
            </Field>
          )}
          {scope === "inference" && expiry !== "date" && <RateLimit form={form} />}
        </div>
        {scope === "inference" && expiry === "date" && <RateLimit form={form} />}
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button disabled={isSubmitting}>Cancel</Button>} />
        <Button type="submit" variant="primary" loading={isSubmitting}>
          Create key
        </Button>
      </DialogFooter>
    </form>
  );
}

function RateLimit({ form }: { form: ReturnType<typeof useForm<Values>> }) {
  return (
    <Field
      label="Rate limit"
      optional
      hint="Requests per minute of this key alone."
      error={form.formState.errors.rateLimit?.message}
    >
      <Input
        {...form.register("rateLimit", {
          validate: (value) =>
            value.trim() === "" ||
            (/^\d{1,7}$/.test(value.trim()) && Number(value) >= 1 && Number(value) <= 1_000_000) ||
            "Enter a whole number from 1 to 1,000,000.",
        })}
        inputMode="numeric"
        autoComplete="off"
        placeholder="No limit of its own"
        className="tnum"
      />
    </Field>
  );
}

function toBody({ name, scope, expiry, expiresAt, rateLimit }: Values): CreateKeyBody {
  const end =
    expiry === "never"
      ? null
      : expiry === "date"
        ? endOfDay(expiresAt)
        : new Date(Date.now() + Number(expiry) * 86_400_000);
  return {
    name,
    scope,
    expiresAt: end?.toISOString() ?? null,
    rateLimit: scope === "management" || rateLimit.trim() === "" ? null : Number(rateLimit),
  };
}

/** In the viewer's own zone: it is they who chose the day. */
function endOfDay(day: string) {
  return new Date(`${day}T23:59:59`);
}
