"use client";

import { useLocale, useTranslations } from "next-intl";
import type { DraftValue } from "#components/team/configuration/config-draft.ts";
import type { ConfigField } from "#components/team/configuration/config-fields.ts";
import { useModelOptions } from "#components/team/use-model-options.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";
import { Combobox } from "#components/ui/combobox.tsx";
import { Input } from "#components/ui/input.tsx";
import { MultiSelect } from "#components/ui/multi-select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { ModelJson } from "#lib/http/resources/models.ts";
import { LOCALES } from "#messages/locales.ts";

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

/** The control that a field's kind calls for; a list of models has one of its own, `ModelsPicker`. */
export function ConfigControl({ field, value, inherited, models, disabled, onChange, onLeave }: ConfigControlProps) {
  const t = useTranslations("configuration");
  // A slash has no direction of its own: right to left, it would go to the other end.
  const slash = LOCALES[useLocale()].dir === "rtl" ? "\u200e/" : "/";
  const options = useModelOptions(models, field.kind === "model" ? [String(value)] : []);
  const grey = cn(
    // A chip that can't be removed has no cross.
    disabled && "[&_button]:hidden",
    inherited && "text-ink-muted not-focus-within:bg-sunken [&_input]:text-ink-muted [&_input:not(:focus)]:bg-sunken",
  );
  switch (field.kind) {
    case "boolean":
      return <Checkbox checked={value === true} onCheckedChange={(checked) => onChange(checked)} onBlur={onLeave} />;
    case "number": {
      const unit = `fields.${field.name}Unit` as "fields.rateLimitUnit";
      return (
        <Input
          value={String(value)}
          onValueChange={onChange}
          onBlur={onLeave}
          inputMode="numeric"
          autoComplete="off"
          suffix={t.has(unit) ? t(unit) : undefined}
          className={cn("max-w-52 [&_input]:tnum [&_input]:pe-24", grey)}
        />
      );
    }
    case "text":
      return (
        <Textarea
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onLeave}
          rows={5}
          dir="auto"
          className={cn("max-h-96", grey)}
        />
      );
    case "model":
      return (
        <Combobox
          options={options}
          value={String(value)}
          onValueChange={(next) => next && onChange(next)}
          onBlur={onLeave}
          placeholder={t("models.search")}
          empty={t("models.empty")}
          disabled={disabled}
          className={grey}
        />
      );
    case "choices":
      return (
        <MultiSelect
          options={field.options.map((option) => ({
            value: option,
            label: `${slash}${option}`,
            description: t(`commands.${option as "help"}`),
          }))}
          value={value as string[]}
          onValueChange={onChange}
          onBlur={onLeave}
          placeholder={t("commands.add")}
          disabled={disabled}
          className={grey}
        />
      );
    case "models":
      return null;
  }
}
