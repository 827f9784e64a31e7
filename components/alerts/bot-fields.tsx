"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Controller, type UseFormReturn } from "react-hook-form";
import type { DestinationForm } from "#components/alerts/destination-form.ts";
import { connectionsQuery } from "#components/team/team-queries.ts";
import { useTeams } from "#components/teams/use-teams.ts";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { chatId } from "#lib/http/resources/alerts.ts";

/** Which bot writes, and to which chat. @param teamId null: any team's bot, so that the team is chosen first */
export function BotFields({ form, teamId }: { form: UseFormReturn<DestinationForm>; teamId: string | null }) {
  const t = useTranslations("alerts.form");
  const { errors } = form.formState;
  const botTeamId = form.watch("botTeamId");
  const teams = useTeams({}, { enabled: teamId === null });
  const connections = useQuery({ ...connectionsQuery(botTeamId), enabled: botTeamId !== "" });
  const bots = connections.data?.filter(({ kind }) => kind === "telegram");
  return (
    <>
      {teamId === null && (
        <Field label={t("team")}>
          <Controller
            control={form.control}
            name="botTeamId"
            render={({ field }) => (
              <Combobox
                options={(teams.data ?? []).map(({ id, displayName }) => ({ value: id, label: displayName }))}
                value={field.value === "" ? null : field.value}
                onValueChange={(next) => {
                  field.onChange(next ?? "");
                  form.setValue("connectionId", "");
                }}
                onBlur={field.onBlur}
                placeholder={t("teamPlaceholder")}
              />
            )}
          />
        </Field>
      )}
      <Field
        label={t("bot")}
        error={errors.connectionId?.message}
        hint={
          bots?.length === 0 && (
            <>
              {t("noBots")}{" "}
              <Link
                href={`/teams/${botTeamId}/connections`}
                className="rounded-sm font-medium text-accent-text underline-offset-3 hover:underline"
              >
                {t("connect")}
              </Link>
            </>
          )
        }
      >
        <Controller
          control={form.control}
          name="connectionId"
          rules={{ validate: (value, all) => all.kind !== "telegram" || value !== "" || t("botMissing") }}
          render={({ field }) => (
            <Select
              options={(bots ?? []).map(({ id, name, username }) => ({
                value: id,
                label: name,
                ...(username ? { description: `@${username}` } : {}),
              }))}
              value={field.value === "" ? null : field.value}
              onValueChange={field.onChange}
              onBlur={field.onBlur}
              placeholder={t("botPlaceholder")}
              disabled={!bots?.length}
            />
          )}
        />
      </Field>
      <Field label={t("chat")} hint={t("chatHint")} error={errors.chatId?.message}>
        <Input
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          placeholder="-1001234567890"
          {...form.register("chatId", {
            validate: (value, all) => all.kind !== "telegram" || chatId.safeParse(value).success || t("chatInvalid"),
          })}
        />
      </Field>
    </>
  );
}
