import type { ComponentProps } from "react";
import { cn } from "#components/ui/cn.ts";

/**
 * A name in any language, on one line: it loses its own end where it is too long, whichever way the page is read, and
 * stands where the page's lines begin.
 */
export function Truncated({ className, ...props }: ComponentProps<"bdi">) {
  return (
    <span className="block min-w-0">
      <bdi className={cn("inline-block max-w-full truncate align-bottom", className)} {...props} />
    </span>
  );
}
