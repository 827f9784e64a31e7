"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Baseline, ConfigDraft, DraftName } from "#components/team/configuration/config-draft.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { timeZoneOptions } from "#components/teams/time-zones.ts";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

export interface GeneralFieldsProps {
  baseline: Baseline;
  draft: ConfigDraft;
  errorOf: (name: DraftName) => string | undefined;
  onChange: (name: "displayName" | "timeZone", value: string) => void;
  onLeave: (name: DraftName) => void;
}

export function GeneralFields({ baseline, draft, errorOf, onChange, onLeave }: GeneralFieldsProps) {
  const t = useTranslations("configuration.fields");
  const { canWrite, team } = useTeam();
  const zone = String(draft.timeZone ?? baseline.timeZone);
  const zones = useMemo(() => {
    const known = timeZoneOptions();
    return known.some(({ value }) => value === zone) ? known : [{ value: zone, label: zone }, ...known];
  }, [zone]);
  return (
    <>
      <div data-field="displayName">
        <Field label={t("displayName")} error={errorOf("displayName")} disabled={!canWrite}>
          <Input
            value={String(draft.displayName ?? baseline.displayName)}
            onValueChange={(value) => onChange("displayName", value)}
            onBlur={() => onLeave("displayName")}
            autoComplete="off"
            maxLength={200}
          />
        </Field>
      </div>
      <Field label={t("platformName")} hint={t("platformNameHint")}>
        <Input value={team.platformName} readOnly dir="ltr" className="font-mono" />
      </Field>
      <div data-field="timeZone">
        <Field label={t("timeZone")} hint={t("timeZoneHint")} error={errorOf("timeZone")} disabled={!canWrite}>
          <Combobox
            options={zones}
            value={zone}
            onValueChange={(value) => value && onChange("timeZone", value)}
            onBlur={() => onLeave("timeZone")}
            placeholder={t("timeZoneSearch")}
            empty={t("timeZoneEmpty")}
            disabled={!canWrite}
          />
        </Field>
      </div>
    </>
  );
}
