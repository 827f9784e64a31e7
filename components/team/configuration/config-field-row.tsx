"use client";

import { RotateCcw } from "lucide-react";
import { ConfigControl } from "#components/team/configuration/config-control.tsx";
import {
  type Baseline,
  type ConfigDraft,
  currentOf,
  type DraftValue,
} from "#components/team/configuration/config-draft.ts";
import type { ConfigField } from "#components/team/configuration/config-fields.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
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
export function ConfigFieldRow({
  field,
  baseline,
  draft,
  models,
  disabled,
  error,
  onChange,
  onLeave,
}: ConfigFieldRowProps) {
  const { value, overridden, changed } = currentOf(baseline, draft, field.name);
  return (
    <div data-field={field.name} data-source={overridden ? "team" : "inherited"}>
      <Field
        layout={field.kind === "boolean" ? "inline" : "stacked"}
        label={field.label}
        hint={field.hint}
        error={error}
        disabled={disabled}
        aside={
          <span className="flex min-w-0 items-center gap-1.5">
            {changed && (
              <span className="size-1.5 shrink-0 rounded-full bg-accent" title="Not saved yet">
                <span className="sr-only">Not saved yet</span>
              </span>
            )}
            {overridden ? (
              <Badge tone="accent">
                <span>
                  Overridden<span className="max-sm:sr-only"> here</span>
                </span>
              </Badge>
            ) : (
              <span className="truncate text-ink-subtle text-xs">From {baseline.inheritedFrom}</span>
            )}
            {overridden && !disabled && (
              <Button
                variant="ghost"
                size="sm"
                className="-me-1 h-6 px-1.5"
                aria-label={`Reset ${field.label} to inherit`}
                onClick={() => onChange(null)}
              >
                <RotateCcw aria-hidden />
                <span className="max-sm:sr-only">Reset</span>
              </Button>
            )}
          </span>
        }
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
