"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useModelOptions } from "#components/team/use-model-options.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";
import { matchesOption } from "#components/ui/combobox-list.tsx";
import { Input } from "#components/ui/input.tsx";
import type { ModelJson } from "#lib/http/resources/models.ts";

export interface ModelsPickerProps {
  label: string;
  models: readonly ModelJson[];
  value: readonly string[];
  /** Stands in the list with a mark of its own. */
  defaultModel: string;
  inherited: boolean;
  disabled: boolean;
  onChange: (value: string[]) => void;
  onLeave: () => void;
}

/** From so many models on, a search. */
const MANY = 8;

/** Which models a team may use: all of them in sight, with their prices. */
export function ModelsPicker(props: ModelsPickerProps) {
  const { label, models, value, defaultModel, inherited, disabled, onChange, onLeave } = props;
  const t = useTranslations("configuration.models");
  const id = useId();
  const [query, setQuery] = useState("");
  const options = useModelOptions(models, value);
  const shown = options.filter((option) => matchesOption(option, query));
  const chosen = new Set(value);

  function toggle(model: string, checked: boolean) {
    // In the list's order, however they were clicked.
    onChange(options.map((option) => option.value).filter((one) => (one === model ? checked : chosen.has(one))));
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset does not shrink to its column
    <div
      role="group"
      aria-label={label}
      onBlur={({ currentTarget, relatedTarget }) => !currentTarget.contains(relatedTarget) && onLeave()}
      className={cn("overflow-hidden rounded-md border border-control", inherited ? "bg-sunken" : "bg-surface")}
    >
      <div className="flex flex-wrap items-center justify-between gap-2 border-b px-2.5 py-1.5">
        <p role="status" className="tnum text-ink-muted text-xs">
          {t("chosen", { count: options.filter((option) => chosen.has(option.value)).length, all: options.length })}
        </p>
        {!disabled && (
          <span className="flex gap-1">
            <Button
              variant="ghost"
              size="sm"
              className="h-6 px-1.5"
              onClick={() => onChange(options.map((o) => o.value))}
            >
              {t("all")}
            </Button>
            <Button variant="ghost" size="sm" className="h-6 px-1.5" onClick={() => onChange([defaultModel])}>
              {t("onlyDefault")}
            </Button>
          </span>
        )}
      </div>
      {options.length > MANY && (
        <div className="border-b p-1.5">
          <Input
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            prefix={<Search aria-hidden />}
            value={query}
            onValueChange={setQuery}
          />
        </div>
      )}
      <ul className="max-h-64 overflow-y-auto overscroll-contain p-1">
        {shown.map((option) => (
          <li key={option.value}>
            <label
              htmlFor={`${id} ${option.value}`}
              className={cn("flex items-start gap-2.5 rounded-sm px-2 py-1.5", !disabled && "hover:bg-hover")}
            >
              <Checkbox
                id={`${id} ${option.value}`}
                className="mt-0.5"
                checked={chosen.has(option.value)}
                disabled={disabled}
                onCheckedChange={(checked) => toggle(option.value, checked)}
                aria-label={option.value}
              />
              <span className={cn("min-w-0 flex-1", inherited && "text-ink-muted")}>
                <span className="flex flex-wrap items-center gap-x-2 text-sm">
                  <bdi className="break-all">{option.label}</bdi>
                  {option.value === defaultModel && <Badge tone="outline">{t("default")}</Badge>}
                </span>
                <span className="block text-ink-subtle text-xs">{option.description}</span>
              </span>
            </label>
          </li>
        ))}
        {shown.length === 0 && <li className="px-3 py-4 text-center text-ink-subtle text-sm">{t("empty")}</li>}
      </ul>
    </div>
  );
}
