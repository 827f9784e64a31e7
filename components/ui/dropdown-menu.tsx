"use client";

import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { listItem, popup } from "#components/ui/control.ts";

export interface DropdownMenuProps {
  /** A button with a name of its own. */
  trigger: ReactElement;
  side?: "top" | "bottom";
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
}

export function DropdownMenu({ trigger, side = "bottom", align = "end", className, children }: DropdownMenuProps) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <BaseMenu.Popup className={cn(popup, "max-h-(--available-height) min-w-44 overflow-y-auto p-1", className)}>
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

export interface MenuItemProps {
  icon?: ReactNode;
  children: ReactNode;
  /** With it the entry is a link, else a button. */
  href?: string;
  onSelect?: () => void;
  tone?: "danger";
  disabled?: boolean;
  /** A shortcut or a count at the far end. */
  hint?: ReactNode;
}

export function MenuItem({ icon, children, href, onSelect, tone, disabled, hint }: MenuItemProps) {
  const className = cn(
    listItem,
    "[&_svg]:text-ink-subtle",
    tone === "danger" && "text-danger-text data-highlighted:bg-danger-soft [&_svg]:text-current",
  );
  const content = (
    <>
      {icon}
      <span className="flex-1 truncate">{children}</span>
      {hint && <span className="ms-4 text-ink-subtle text-xs">{hint}</span>}
    </>
  );
  if (href && !disabled) {
    return (
      <BaseMenu.LinkItem className={className} closeOnClick render={<Link href={href} />}>
        {content}
      </BaseMenu.LinkItem>
    );
  }
  return (
    <BaseMenu.Item className={className} disabled={disabled} onClick={onSelect}>
      {content}
    </BaseMenu.Item>
  );
}

export function MenuSeparator() {
  return <BaseMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}

export interface MenuRadioGroupProps<V extends string> {
  label: ReactNode;
  value: V;
  onValueChange: (value: V) => void;
  options: readonly { value: V; label: string; icon?: ReactNode }[];
}

export function MenuRadioGroup<V extends string>({ label, value, onValueChange, options }: MenuRadioGroupProps<V>) {
  return (
    <BaseMenu.RadioGroup value={value} onValueChange={(next) => onValueChange(next as V)}>
      <BaseMenu.GroupLabel className="px-2 pt-1.5 pb-1 font-medium text-2xs text-ink-subtle">
        {label}
      </BaseMenu.GroupLabel>
      {options.map((option) => (
        <BaseMenu.RadioItem key={option.value} value={option.value} className={cn(listItem, "[&_svg]:text-ink-subtle")}>
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <BaseMenu.RadioItemIndicator>
            <Check aria-hidden className="text-accent-text!" />
          </BaseMenu.RadioItemIndicator>
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  );
}
