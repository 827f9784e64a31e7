import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

export function Kbd({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <kbd
      className={cn(
        "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line bg-surface px-1 font-sans text-2xs text-ink-subtle",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
