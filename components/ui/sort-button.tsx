import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

export interface SortButtonProps {
  sorted: false | "asc" | "desc";
  align?: "start" | "end";
  onClick: () => void;
  children: ReactNode;
}

/** A sortable column's header; the direction is told by the header cell's `aria-sort`. */
export function SortButton({ sorted, align, onClick, children }: SortButtonProps) {
  const Icon = sorted === "asc" ? ArrowUp : sorted === "desc" ? ArrowDown : ArrowUpDown;
  return (
    <button
      type="button"
      onClick={onClick}
      className={cn(
        "group/sort -mx-1 inline-flex items-center gap-1 rounded-sm px-1 py-0.5 hover:text-ink",
        align === "end" && "flex-row-reverse",
        sorted && "text-ink",
      )}
    >
      {children}
      <Icon
        aria-hidden
        className={cn("size-3", !sorted && "opacity-0 group-hover/sort:opacity-60 group-focus-visible/sort:opacity-60")}
      />
    </button>
  );
}
