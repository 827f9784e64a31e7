import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

export interface TableProps extends ComponentProps<"table"> {
  /** Names the table, and the region that scrolls sideways on a narrow screen. */
  label: string;
}

export function Table({ label, className, ...props }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: the card around it is the section
    <div role="region" aria-label={label} tabIndex={0} className="relative overflow-x-auto -outline-offset-2">
      <table className={cn("w-full border-collapse text-start text-sm", className)} aria-label={label} {...props} />
    </div>
  );
}

export function TableHead({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cn("border-b bg-canvas dark:bg-sunken", className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={cn("divide-y divide-line", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cn("group/row", className)} {...props} />;
}

type Align = { align?: "start" | "end" };

export function TableHeader({ align, className, ...props }: Omit<ComponentProps<"th">, "align"> & Align) {
  return (
    <th
      scope="col"
      className={cn(
        "h-8 whitespace-nowrap px-3 font-medium text-ink-muted text-xs first:ps-4 last:pe-4",
        align === "end" ? "text-end" : "text-start",
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ align, className, ...props }: Omit<ComponentProps<"td">, "align"> & Align) {
  return (
    <td
      className={cn(
        "h-10 whitespace-nowrap px-3 py-1.5 first:ps-4 last:pe-4",
        align === "end" && "tnum text-end",
        className,
      )}
      {...props}
    />
  );
}
