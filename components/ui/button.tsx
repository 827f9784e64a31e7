"use client";

import { Button as BaseButton } from "@base-ui/react/button";
import { cva, type VariantProps } from "class-variance-authority";
import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";
import { Spinner } from "#components/ui/spinner.tsx";

export const buttonVariants = cva(
  "relative inline-flex shrink-0 items-center justify-center whitespace-nowrap rounded-md border border-transparent font-medium text-sm transition-[background-color,border-color,color,opacity] duration-100 select-none data-disabled:not-aria-busy:opacity-50 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-ink shadow-control hover:not-data-disabled:bg-accent-hover",
        secondary:
          "border-line-strong bg-surface text-ink shadow-control hover:not-data-disabled:bg-[color-mix(in_oklab,var(--surface),var(--ink)_4%)] data-popup-open:bg-sunken dark:bg-raised",
        ghost:
          "text-ink-muted hover:not-data-disabled:bg-hover hover:not-data-disabled:text-ink data-popup-open:bg-active data-popup-open:text-ink",
        danger: "bg-danger text-white shadow-control hover:not-data-disabled:bg-danger-hover",
        "danger-quiet":
          "border-line-strong bg-surface text-danger-text shadow-control hover:not-data-disabled:bg-danger-soft dark:bg-raised",
        link: "h-auto rounded-sm p-0 text-accent-text underline-offset-3 hover:not-data-disabled:underline",
      },
      size: {
        sm: "h-7 gap-1.5 px-2.5 text-xs [&_svg]:size-3.5",
        md: "h-8 gap-1.5 px-3 [&_svg]:size-4",
        lg: "h-9 gap-2 px-4 text-base [&_svg]:size-4",
      },
    },
    compoundVariants: [{ variant: "link", class: "h-auto px-0" }],
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

type Looks = VariantProps<typeof buttonVariants>;

export interface ButtonProps extends Omit<ComponentProps<typeof BaseButton>, "className">, Looks {
  className?: string;
  /** Shows a spinner in place of the label, keeps the width and the focus, and ignores clicks. */
  loading?: boolean;
}

export function Button({ variant, size, loading, className, children, disabled, ...props }: ButtonProps) {
  return (
    <BaseButton
      className={cn(buttonVariants({ variant, size }), className)}
      disabled={disabled || loading}
      focusableWhenDisabled={loading}
      aria-busy={loading || undefined}
      data-variant={variant ?? "secondary"}
      {...props}
    >
      {loading ? (
        <>
          <span className="absolute inset-0 grid place-items-center">
            <Spinner />
          </span>
          {/* Transparent, not hidden: the label stays the button's name for a screen reader. */}
          <span className="inline-flex items-center gap-[inherit] opacity-0">{children}</span>
        </>
      ) : (
        children
      )}
    </BaseButton>
  );
}

export interface ButtonLinkProps extends ComponentProps<typeof Link>, Looks {}

/** A link that looks like a button. */
export function ButtonLink({ variant, size, className, ...props }: ButtonLinkProps) {
  return <Link className={cn(buttonVariants({ variant, size }), className)} {...props} />;
}
