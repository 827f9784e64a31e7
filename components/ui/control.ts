import { cn } from "#components/ui/cn.ts";

/** How every text-like control looks: input, textarea, select trigger, combobox. */
export const control = cn(
  "w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-ink text-sm shadow-control transition-colors duration-100",
  // Below 16 px a phone zooms into the page when the field takes the focus.
  "any-pointer-coarse:text-lg any-pointer-coarse:md:text-sm",
  "placeholder:text-ink-subtle hover:not-data-disabled:not-disabled:not-focus:border-ink-subtle/70",
  "focus-visible:border-focus focus-visible:outline-2 focus-visible:outline-focus/35 focus-visible:outline-offset-0",
  "data-disabled:bg-sunken data-disabled:text-ink-subtle disabled:bg-sunken disabled:text-ink-subtle [&[readonly]]:bg-sunken",
  "data-invalid:border-danger data-invalid:focus-visible:outline-danger/35 aria-invalid:border-danger",
  "dark:bg-sunken",
);

/** A popup's list row: menus, selects, comboboxes, the command palette. */
export const listItem = cn(
  "flex min-h-7 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 text-ink text-sm outline-none",
  "data-highlighted:bg-hover data-disabled:opacity-50 any-pointer-coarse:min-h-9 [&_svg]:size-4 [&_svg]:shrink-0",
);

/** A floating surface: menus, selects, popovers. */
export const popup = cn(
  "origin-(--transform-origin) rounded-lg bg-raised text-ink shadow-pop outline-none transition-[opacity,scale] duration-100",
  "data-starting-style:scale-97 data-starting-style:opacity-0 data-ending-style:opacity-0 data-instant:transition-none",
);
