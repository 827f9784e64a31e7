"use client";

import { Field as BaseField } from "@base-ui/react/field";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

const labelClass = "font-medium text-ink text-sm data-disabled:text-ink-subtle";

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong, in words; with react-hook-form `errors.name?.message`. */
  error?: ReactNode;
  optional?: boolean;
  /** Beside the label: where an inherited value comes from, a reset button. */
  aside?: ReactNode;
  /** `inline` puts a switch or a checkbox in front of its label. */
  layout?: "stacked" | "inline";
  hideLabel?: boolean;
  disabled?: boolean;
  className?: string;
  children: ReactNode;
}

/** Label, control, hint and error, wired for screen readers: any control of components/ui picks its ids up from here. */
export function Field({ layout = "stacked", className, children, error, disabled, ...text }: FieldProps) {
  const invalid = Boolean(error);
  if (layout === "inline") {
    return (
      <BaseField.Root invalid={invalid} disabled={disabled} className={cn("flex items-start gap-2.5", className)}>
        <span className="flex h-5 items-center">{children}</span>
        <div className="min-w-0 flex-1">
          <FieldLabel {...text} />
          <FieldMessages hint={text.hint} error={error} />
        </div>
      </BaseField.Root>
    );
  }
  return (
    <BaseField.Root invalid={invalid} disabled={disabled} className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <FieldLabel {...text} />
      {children}
      <FieldMessages hint={text.hint} error={error} />
    </BaseField.Root>
  );
}

function FieldLabel({
  label,
  optional,
  aside,
  hideLabel,
}: Pick<FieldProps, "label" | "optional" | "aside" | "hideLabel">) {
  const t = useTranslations("ui.field");
  return (
    <div className={cn("flex min-h-5 items-center justify-between gap-2", hideLabel && !aside && "sr-only")}>
      <BaseField.Label className={cn(labelClass, hideLabel && "sr-only")}>
        {label}
        {optional && <span className="ms-1.5 font-normal text-ink-subtle">{t("optional")}</span>}
      </BaseField.Label>
      {aside}
    </div>
  );
}

function FieldMessages({ hint, error }: Pick<FieldProps, "hint" | "error">) {
  return (
    <>
      {error && (
        <BaseField.Error match className="flex items-start gap-1.5 text-danger-text text-xs">
          <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
          <span>{error}</span>
        </BaseField.Error>
      )}
      {hint && <BaseField.Description className="text-ink-subtle text-xs">{hint}</BaseField.Description>}
    </>
  );
}
