"use client";

import { CircleAlert, RotateCcw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ConfigControl } from "#components/team/configuration/config-control.tsx";
import {
  type Baseline,
  type ConfigDraft,
  currentOf,
  type DraftValue,
} from "#components/team/configuration/config-draft.ts";
import type { ConfigField } from "#components/team/configuration/config-fields.ts";
import { ModelsPicker } from "#components/team/configuration/models-picker.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Field } from "#components/ui/field.tsx";
import type { ModelJson } from "#lib/http/resources/models.ts";

export interface ConfigFieldRowProps {
  field: ConfigField;
  baseline: Baseline;
  draft: ConfigDraft;
  models: readonly ModelJson[];
  disabled: boolean;
  error: string | undefined;
  onChange: (value: DraftValue) => void;
  onLeave: () => void;
}

/** One setting: its value, where that comes from, and the way back to inheriting it. */
export function ConfigFieldRow(props: ConfigFieldRowProps) {
  const { field, baseline, draft, models, disabled, error, onChange, onLeave } = props;
  const t = useTranslations("configuration");
  const { value, overridden, changed } = currentOf(baseline, draft, field.name);
  const label = t(`fields.${field.name}`);
  const hint = t(`fields.${field.name}Hint`);
  const source = (
    <FieldSource
      label={label}
      from={t("source.from", { source: t(`source.${baseline.inheritedFrom}`) })}
      overridden={overridden}
      changed={changed}
      onReset={disabled ? undefined : () => onChange(null)}
    />
  );
  const at = { "data-field": field.name, "data-source": overridden ? "team" : "inherited" };

  if (field.kind === "models") {
    return (
      <div {...at} className="flex min-w-0 flex-col gap-1.5">
        <div className="flex min-h-5 items-center justify-between gap-2">
          <span className="font-medium text-sm">{label}</span>
          {source}
        </div>
        <ModelsPicker
          label={label}
          models={models}
          value={value as string[]}
          defaultModel={String(currentOf(baseline, draft, "defaultModel").value)}
          inherited={!overridden}
          disabled={disabled}
          onChange={onChange}
          onLeave={onLeave}
        />
        {error && (
          <p role="alert" className="flex items-start gap-1.5 text-danger-text text-xs">
            <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
            <span>{error}</span>
          </p>
        )}
        <p className="text-ink-subtle text-xs">{hint}</p>
      </div>
    );
  }
  return (
    <div {...at}>
      <Field
        layout={field.kind === "boolean" ? "inline" : "stacked"}
        label={label}
        hint={hint}
        error={error}
        disabled={disabled}
        aside={source}
      >
        <ConfigControl
          field={field}
          value={value}
          inherited={!overridden}
          models={models}
          disabled={disabled}
          onChange={onChange}
          onLeave={onLeave}
        />
      </Field>
    </div>
  );
}

/** Leads those who may change the defaults to them. */
function Inherited({ from }: { from: string }) {
  const { isOperator } = useTeam();
  const look = "truncate text-ink-subtle text-xs";
  if (!isOperator) return <span className={look}>{from}</span>;
  return (
    <Link href="/models/defaults" className={cn(look, "rounded-sm underline-offset-3 hover:text-ink hover:underline")}>
      {from}
    </Link>
  );
}

interface FieldSourceProps {
  label: string;
  from: string;
  overridden: boolean;
  changed: boolean;
  onReset: (() => void) | undefined;
}

function FieldSource({ label, from, overridden, changed, onReset }: FieldSourceProps) {
  const t = useTranslations("configuration.source");
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      {changed && (
        <span className="size-1.5 shrink-0 rounded-full bg-accent" title={t("unsaved")}>
          <span className="sr-only">{t("unsaved")}</span>
        </span>
      )}
      {overridden ? (
        <Badge tone="accent">
          <span>{t.rich("here", { rest: (words) => <span className="max-sm:sr-only">{words}</span> })}</span>
        </Badge>
      ) : (
        <Inherited from={from} />
      )}
      {overridden && onReset && (
        <Button
          variant="ghost"
          size="sm"
          className="-me-1 h-6 px-1.5"
          aria-label={t("resetLabel", { field: label })}
          onClick={onReset}
        >
          <RotateCcw aria-hidden className="rtl:-scale-x-100" />
          <span className="max-sm:sr-only">{t("reset")}</span>
        </Button>
      )}
    </span>
  );
}
