"use client";

import { Combobox as BaseCombobox } from "@base-ui/react/combobox";
import { Check } from "lucide-react";
import { cn } from "#components/ui/cn.ts";
import { listItem, popup } from "#components/ui/control.ts";

export interface ComboboxOption {
  value: string;
  label: string;
  /** A second line, searched too: a provider, a price. */
  description?: string;
  disabled?: boolean;
}

/** The popup that `Combobox` and `MultiSelect` share. */
export function ComboboxList({ empty }: { empty: string }) {
  return (
    <BaseCombobox.Portal>
      <BaseCombobox.Positioner sideOffset={4} className="z-50 outline-none">
        <BaseCombobox.Popup className={cn(popup, "w-(--anchor-width) min-w-56 max-w-(--available-width)")}>
          <BaseCombobox.Empty>
            <div className="px-3 py-4 text-center text-ink-subtle text-sm">{empty}</div>
          </BaseCombobox.Empty>
          <BaseCombobox.List className="max-h-[min(18rem,var(--available-height))] overflow-y-auto overscroll-contain p-1 data-empty:p-0">
            {(option: ComboboxOption) => (
              <BaseCombobox.Item key={option.value} value={option} disabled={option.disabled} className={listItem}>
                <div className="min-w-0 flex-1">
                  <span className="block truncate">{option.label}</span>
                  {option.description && (
                    <span className="block truncate text-ink-subtle text-xs">{option.description}</span>
                  )}
                </div>
                <BaseCombobox.ItemIndicator className="text-accent-text">
                  <Check aria-hidden />
                </BaseCombobox.ItemIndicator>
              </BaseCombobox.Item>
            )}
          </BaseCombobox.List>
        </BaseCombobox.Popup>
      </BaseCombobox.Positioner>
    </BaseCombobox.Portal>
  );
}

/** Finds an option by its value, its label or its description. */
export function matchesOption(option: ComboboxOption, query: string) {
  const text = `${option.value} ${option.label} ${option.description ?? ""}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
