"use client";

import type { DraftValue } from "#components/team/configuration/config-draft.ts";
import { COMMAND_HINTS, type ConfigField } from "#components/team/configuration/config-fields.ts";
import { modelOptions } from "#components/team/model-options.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";
import { Combobox } from "#components/ui/combobox.tsx";
import { Input } from "#components/ui/input.tsx";
import { MultiSelect } from "#components/ui/multi-select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { ModelJson } from "#lib/http/resources/models.ts";

export interface ConfigControlProps {
  field: ConfigField;
  value: Exclude<DraftValue, null>;
  /** Shown greyed; typing into it overrides. */
  inherited: boolean;
  models: readonly ModelJson[];
  disabled: boolean;
  onChange: (value: DraftValue) => void;
  onLeave: () => void;
}

const commandOptions = Object.entries(COMMAND_HINTS).map(([value, description]) => ({
  value,
  label: `/${value}`,
  description,
}));

/** The control that a field's kind calls for. */
export function ConfigControl({ field, value, inherited, models, disabled, onChange, onLeave }: ConfigControlProps) {
  const grey = cn(
    // A chip that can't be removed has no cross.
    disabled && "[&_button]:hidden",
    inherited && "text-ink-muted not-focus-within:bg-sunken [&_input]:text-ink-muted [&_input:not(:focus)]:bg-sunken",
  );
  switch (field.kind) {
    case "boolean":
      return <Checkbox checked={value === true} onCheckedChange={(checked) => onChange(checked)} onBlur={onLeave} />;
    case "number":
      return (
        <Input
          value={String(value)}
          onValueChange={onChange}
          onBlur={onLeave}
          inputMode="numeric"
          autoComplete="off"
          suffix={field.unit}
          className={cn("max-w-52 [&_input]:tnum [&_input]:pe-22", grey)}
        />
      );
    case "text":
      return (
        <Textarea
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onLeave}
          rows={5}
          className={cn("max-h-96", grey)}
        />
      );
    case "model":
      return (
        <Combobox
          options={modelOptions(models, [String(value)])}
          value={String(value)}
          onValueChange={(next) => next && onChange(next)}
          onBlur={onLeave}
          placeholder="Search a model…"
          empty="No enabled model matches."
          disabled={disabled}
          className={grey}
        />
      );
    case "models":
      return (
        <MultiSelect
          options={modelOptions(models, value as string[])}
          value={value as string[]}
          onValueChange={onChange}
          onBlur={onLeave}
          placeholder="Add a model…"
          empty="No enabled model matches."
          disabled={disabled}
          className={grey}
        />
      );
    case "commands":
      return (
        <MultiSelect
          options={commandOptions}
          value={value as string[]}
          onValueChange={onChange}
          onBlur={onLeave}
          placeholder="Add a command…"
          disabled={disabled}
          className={grey}
        />
      );
  }
}
