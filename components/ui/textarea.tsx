"use client";

import { Field as BaseField } from "@base-ui/react/field";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";
import { control } from "#components/ui/control.ts";

export interface TextareaProps extends Omit<ComponentProps<"textarea">, "defaultValue" | "value"> {
  value?: string;
  defaultValue?: string;
}

/** Grows with what is typed, from `rows` up. */
export function Textarea({ className, rows = 3, value, defaultValue, ref, ...props }: TextareaProps) {
  return (
    <BaseField.Control
      value={value}
      defaultValue={defaultValue}
      className={cn(control, "field-sizing-content min-h-16 resize-y py-1.5 leading-5", className)}
      render={<textarea ref={ref} rows={rows} {...props} />}
    />
  );
}
