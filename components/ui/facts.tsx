import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

export interface FactsProps {
  items: readonly { label: string; value: ReactNode }[];
  className?: string;
}

/** Names and values: a key's details, a connection's state. */
export function Facts({ items, className }: FactsProps) {
  return (
    <dl className={cn("grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-6 gap-y-2 text-sm", className)}>
      {items.map((item) => (
        <div key={item.label} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-ink-muted">{item.label}</dt>
          <dd className="min-w-0 break-words">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
