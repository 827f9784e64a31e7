"use client";

import { Select as BaseSelect } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { control, listItem, popup } from "#components/ui/control.ts";

export interface SelectOption<V extends string = string> {
  value: V;
  label: string;
  description?: string;
  icon?: ReactNode;
  disabled?: boolean;
}

export interface SelectProps<V extends string> {
  options: readonly SelectOption<V>[];
  value: V | null;
  onValueChange: (value: V) => void;
  onBlur?: () => void;
  placeholder?: string;
  name?: string;
  disabled?: boolean;
  /** Required outside a `Field`. */
  "aria-label"?: string;
  size?: "sm" | "md";
  className?: string;
}

export function Select<V extends string>({ options, value, onValueChange, size = "md", ...props }: SelectProps<V>) {
  const t = useTranslations("ui.select");
  const chosen = options.find((option) => option.value === value);
  return (
    <BaseSelect.Root
      items={options}
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next)}
      name={props.name}
      disabled={props.disabled}
    >
      <BaseSelect.Trigger
        aria-label={props["aria-label"]}
        onBlur={props.onBlur}
        className={cn(
          control,
          "flex items-center justify-between gap-2 text-start data-popup-open:border-focus",
          size === "sm" ? "h-7 px-2 text-xs" : "h-8",
          props.className,
        )}
      >
        <BaseSelect.Value className="flex min-w-0 items-center gap-2 truncate data-placeholder:text-ink-subtle">
          {chosen ? (
            <>
              {chosen.icon}
              <bdi className="truncate">{chosen.label}</bdi>
            </>
          ) : (
            (props.placeholder ?? t("choose"))
          )}
        </BaseSelect.Value>
        <BaseSelect.Icon className="text-ink-subtle">
          <ChevronsUpDown aria-hidden className="size-3.5" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <BaseSelect.Popup className={cn(popup, "min-w-(--anchor-width) max-w-[min(24rem,var(--available-width))]")}>
            <BaseSelect.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1">
              {options.map((option) => (
                <BaseSelect.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  className={listItem}
                >
                  {option.icon}
                  <div className="min-w-0 flex-1">
                    <BaseSelect.ItemText className="block truncate">{option.label}</BaseSelect.ItemText>
                    {option.description && <span className="block text-ink-subtle text-xs">{option.description}</span>}
                  </div>
                  <BaseSelect.ItemIndicator className="text-accent-text">
                    <Check aria-hidden />
                  </BaseSelect.ItemIndicator>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
