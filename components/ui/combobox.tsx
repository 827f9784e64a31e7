"use client";

import { Combobox as BaseCombobox } from "@base-ui/react/combobox";
import { ChevronsUpDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { ComboboxList, type ComboboxOption, matchesOption } from "#components/ui/combobox-list.tsx";
import { control } from "#components/ui/control.ts";

export interface ComboboxProps {
  options: readonly ComboboxOption[];
  value: string | null;
  onValueChange: (value: string | null) => void;
  onBlur?: () => void;
  /** For options that a server finds: told what is typed, and the options are shown as they are. */
  onSearch?: (query: string) => void;
  /** With `onSearch`: what is chosen, which the options of the moment may not hold. */
  chosen?: ComboboxOption | null;
  placeholder?: string;
  /** What to say when nothing matches. */
  empty?: string;
  clearable?: boolean;
  disabled?: boolean;
  /** Required outside a `Field`. */
  "aria-label"?: string;
  className?: string;
}

/** A select with search. */
export function Combobox({ options, value, onValueChange, onSearch, chosen, empty, ...props }: ComboboxProps) {
  const t = useTranslations("ui.combobox");
  return (
    <BaseCombobox.Root
      items={options}
      value={options.find((option) => option.value === value) ?? (chosen?.value === value ? chosen : null)}
      onValueChange={(option) => onValueChange(option?.value ?? null)}
      isItemEqualToValue={(option, other) => option.value === other.value}
      filter={onSearch ? null : (option, query) => matchesOption(option, query)}
      onInputValueChange={onSearch}
      disabled={props.disabled}
    >
      <BaseCombobox.InputGroup className={cn("relative", props.className)}>
        <BaseCombobox.Input
          aria-label={props["aria-label"]}
          placeholder={props.placeholder ?? t("search")}
          onBlur={props.onBlur}
          className={cn(control, "h-8 pe-14")}
        />
        <div className="absolute inset-y-0 end-1 flex items-center text-ink-subtle [&_svg]:size-3.5">
          {props.clearable && (
            <BaseCombobox.Clear
              aria-label={t("clear")}
              className="grid size-6 place-items-center rounded-sm hover:text-ink"
            >
              <X aria-hidden />
            </BaseCombobox.Clear>
          )}
          <BaseCombobox.Trigger
            aria-label={t("show")}
            className="grid size-6 place-items-center rounded-sm hover:text-ink"
          >
            <ChevronsUpDown aria-hidden />
          </BaseCombobox.Trigger>
        </div>
      </BaseCombobox.InputGroup>
      <ComboboxList empty={empty ?? t("nothing")} />
    </BaseCombobox.Root>
  );
}
