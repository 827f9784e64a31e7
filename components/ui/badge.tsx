import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

const badge = cva(
  "inline-flex h-5 items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-medium text-2xs [&_svg]:size-3 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "bg-active text-ink-muted",
        accent: "bg-accent-soft text-accent-text",
        success: "bg-success-soft text-success-text",
        warning: "bg-warning-soft text-warning-text",
        danger: "bg-danger-soft text-danger-text",
        info: "bg-info-soft text-info-text",
        outline: "border border-line-strong text-ink-muted",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

const dotColor = {
  neutral: "bg-ink-subtle",
  accent: "bg-accent",
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-danger",
  info: "bg-info",
  outline: "bg-ink-subtle",
};

export type Tone = NonNullable<VariantProps<typeof badge>["tone"]>;

export interface BadgeProps extends ComponentProps<"span">, VariantProps<typeof badge> {
  /** A dot in the tone's full colour, for states: healthy, paused. */
  dot?: boolean;
}

/** The text must say it all; the colour only repeats it. */
export function Badge({ tone, dot, className, children, ...props }: BadgeProps) {
  return (
    <span className={cn(badge({ tone }), className)} {...props}>
      {dot && <span aria-hidden className={cn("size-1.5 rounded-full", dotColor[tone ?? "neutral"])} />}
      {children}
    </span>
  );
}
