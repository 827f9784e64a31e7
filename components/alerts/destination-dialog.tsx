"use client";

import { useQueryClient } from "@tanstack/react-query";
import { MessageCircle, Webhook } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Controller, useForm } from "react-hook-form";
import { destinationsPath, staleAlerts } from "#components/alerts/alert-queries.ts";
import { BotFields } from "#components/alerts/bot-fields.tsx";
import {
  blank,
  type DestinationForm,
  toCreateBody,
  toForm,
  toUpdateBody,
} from "#components/alerts/destination-form.ts";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ChoiceCards } from "#components/ui/choice-cards.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.tsx";
import {
  type DestinationJson,
  destinationNameRule,
  type NewDestinationJson,
  PLATFORM_ALERT_KINDS,
  TEAM_ALERT_KINDS,
  webhookUrl,
} from "#lib/http/resources/alerts.ts";

export interface DestinationDialogProps {
  /** Null: for the operators' alerts. */
  teamId: string | null;
  open: boolean;
  /** Null to add one. */
  destination: DestinationJson | null;
  onOpenChange: (open: boolean) => void;
  onCreated: (created: NewDestinationJson) => void;
}

export function DestinationDialog({ teamId, open, destination, onOpenChange, onCreated }: DestinationDialogProps) {
  const t = useTranslations("alerts.form");
  const words = useTranslations("alerts");
  const queryClient = useQueryClient();
  const form = useForm<DestinationForm>({ mode: "onTouched", defaultValues: blank(teamId) });
  const { errors, isSubmitting, isDirty } = form.formState;
  const kind = form.watch("kind");

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another destination fills the form anew
  useEffect(() => {
    if (open) form.reset(destination ? toForm(destination) : blank(teamId));
  }, [open, destination?.id]);

  const save = form.handleSubmit(async (values) => {
    try {
      if (destination) {
        const body = toUpdateBody(values);
        await api<DestinationJson>(`/alert-destinations/${destination.id}`, { method: "PATCH", body });
        toast.success(t("saved"));
      } else {
        const body = toCreateBody(values);
        const created = await api<NewDestinationJson>(destinationsPath(teamId), { body });
        onCreated(created);
        toast.success(t("created"), { description: t("createdHint") });
      }
      onOpenChange(false);
      await staleAlerts(queryClient);
    } catch (error) {
      showServerErrors(error, form);
    }
  });

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={destination ? t("editTitle", { name: destination.name }) : t("createTitle")}
      description={t("description")}
      submitLabel={destination ? t("save") : t("create")}
      pending={isSubmitting}
      dirty={isDirty}
      rootError={errors.root?.message}
      onSubmit={save}
    >
      {!destination && (
        <Controller
          control={form.control}
          name="kind"
          render={({ field }) => (
            <ChoiceCards
              label={t("kind")}
              value={field.value}
              onValueChange={field.onChange}
              options={[
                {
                  value: "webhook",
                  label: words("kindOf.webhook"),
                  description: t("webhookHint"),
                  icon: <Webhook aria-hidden />,
                },
                {
                  value: "telegram",
                  label: words("kindOf.telegram"),
                  description: t("telegramHint"),
                  icon: <MessageCircle aria-hidden />,
                },
              ]}
            />
          )}
        />
      )}
      <Field label={t("name")} hint={t("nameHint")} error={errors.name?.message}>
        <Input
          autoComplete="off"
          {...form.register("name", {
            validate: (value) => destinationNameRule.safeParse(value).success || t("nameInvalid"),
          })}
        />
      </Field>
      {kind === "webhook" ? (
        <Field label={t("url")} hint={t("urlHint")} error={errors.url?.message}>
          <Input
            type="url"
            dir="ltr"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="https://example.com/alerts"
            {...form.register("url", { validate: (value, all) => all.kind !== "webhook" || checkUrl(value) })}
          />
        </Field>
      ) : (
        <BotFields form={form} teamId={teamId} />
      )}
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 font-medium text-sm">{t("kinds")}</legend>
        <Controller
          control={form.control}
          name="kinds"
          render={({ field }) => (
            <>
              {(teamId === null ? PLATFORM_ALERT_KINDS : TEAM_ALERT_KINDS).map((one) => (
                <Field key={one} layout="inline" label={words(`kinds.${one}`)}>
                  <Checkbox
                    checked={field.value.includes(one)}
                    onCheckedChange={(checked) =>
                      field.onChange(checked ? [...field.value, one] : field.value.filter((other) => other !== one))
                    }
                  />
                </Field>
              ))}
            </>
          )}
        />
        <p className="text-ink-subtle text-xs">{t("kindsHint")}</p>
      </fieldset>
    </FormDialog>
  );

  function checkUrl(value: string) {
    if (webhookUrl.safeParse(value).success) return true;
    const hasPassword = URL.canParse(value) && /^https?:/.test(value) && value.length <= 2_048;
    return hasPassword ? t("urlCredentials") : t("urlInvalid");
  }
}
