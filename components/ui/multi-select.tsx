"use client";

import { Combobox as BaseCombobox } from "@base-ui/react/combobox";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { ComboboxList, type ComboboxOption, matchesOption } from "#components/ui/combobox-list.tsx";
import { control } from "#components/ui/control.ts";

export interface MultiSelectProps {
  options: readonly ComboboxOption[];
  value: readonly string[];
  onValueChange: (value: string[]) => void;
  onBlur?: () => void;
  placeholder?: string;
  empty?: string;
  disabled?: boolean;
  /** Required outside a `Field`. */
  "aria-label"?: string;
  className?: string;
}

/** Several of many, as removable chips with search; a value without an option stays and shows its raw text. */
export function MultiSelect({ options, value, onValueChange, empty, ...props }: MultiSelectProps) {
  const t = useTranslations("ui.combobox");
  const chosen = value.map((item) => options.find((option) => option.value === item) ?? { value: item, label: item });
  return (
    <BaseCombobox.Root
      multiple
      items={options}
      value={chosen}
      onValueChange={(next) => onValueChange(next.map((option) => option.value))}
      isItemEqualToValue={(a, b) => a.value === b.value}
      filter={(option, query) => matchesOption(option, query)}
      disabled={props.disabled}
    >
      <BaseCombobox.InputGroup
        className={cn(
          control,
          "min-h-8 p-1 focus-within:border-focus focus-within:outline-2 focus-within:outline-focus/35",
          props.className,
        )}
      >
        <BaseCombobox.Chips className="flex flex-wrap gap-1" aria-label={chosen.length > 0 ? t("chosen") : undefined}>
          {chosen.map((option) => (
            <BaseCombobox.Chip
              key={option.value}
              aria-label={option.label}
              aria-description={t("removeHint")}
              className="flex h-6 max-w-full items-center gap-1 rounded-sm border border-line bg-sunken ps-1.5 pe-0.5 text-xs outline-none data-highlighted:border-focus dark:bg-raised"
            >
              <span className="truncate">{option.label}</span>
              <BaseCombobox.ChipRemove
                aria-label={t("remove", { label: option.label })}
                className="grid size-4.5 shrink-0 place-items-center rounded-sm text-ink-subtle hover:bg-hover hover:text-ink"
              >
                <X aria-hidden className="size-3" />
              </BaseCombobox.ChipRemove>
            </BaseCombobox.Chip>
          ))}
          <BaseCombobox.Input
            aria-label={props["aria-label"]}
            onBlur={props.onBlur}
            placeholder={chosen.length > 0 ? "" : (props.placeholder ?? t("search"))}
            className="h-6 min-w-24 flex-1 bg-transparent px-1.5 outline-none placeholder:text-ink-subtle"
          />
        </BaseCombobox.Chips>
      </BaseCombobox.InputGroup>
      <ComboboxList empty={empty ?? t("nothing")} />
    </BaseCombobox.Root>
  );
}
