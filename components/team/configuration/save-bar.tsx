"use client";

import { Button } from "#components/ui/button.tsx";

export interface SaveBarProps {
  count: number;
  problems: number;
  onDiscard: () => void;
}

/** Stays at the window's foot while something is unsaved. Its main button submits the form around it. */
export function SaveBar({ count, problems, onDiscard }: SaveBarProps) {
  if (count === 0) return null;
  return (
    <section
      aria-label="Unsaved changes"
      className="sticky bottom-4 z-20 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl bg-raised py-2.5 ps-4 pe-2.5 shadow-pop"
    >
      <p role="status" className="flex items-center gap-2 text-sm">
        <span aria-hidden className="size-2 rounded-full bg-accent" />
        <span className="font-medium">{count === 1 ? "1 unsaved change" : `${count} unsaved changes`}</span>
        {problems > 0 && (
          <span className="text-danger-text">{problems === 1 ? "1 needs a look" : `${problems} need a look`}</span>
        )}
      </p>
      <div className="flex items-center gap-2">
        <Button variant="ghost" onClick={onDiscard}>
          Discard
        </Button>
        <Button type="submit" variant="primary">
          Review and save
        </Button>
      </div>
    </section>
  );
}
