import { cn } from "#components/ui/cn.ts";

/** Give it the size of what it stands for. Hidden from screen readers: say "Loading" once, on the region around it. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden data-slot="skeleton" className={cn("h-4 animate-shimmer rounded-sm bg-active", className)} />;
}
