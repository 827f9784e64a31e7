import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Without the names of our own tokens, tailwind-merge would take `shadow-pop` for a colour and keep both shadows.
const merge = extendTailwindMerge({ extend: { theme: { text: ["2xs"], shadow: ["pop", "control"] } } });

/** Joins class names; of two utilities for one property the later one wins. */
export function cn(...classes: ClassValue[]) {
  return merge(clsx(classes));
}
