"use client";

import { ArrowUpRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { InlineButton } from "#components/sandbox/sandbox-types.ts";
import type { ButtonPlace } from "#components/sandbox/use-press.ts";
import { Spinner } from "#components/ui/spinner.tsx";

export interface InlineKeyboardProps {
  rows: readonly (readonly InlineButton[])[];
  pressing: ButtonPlace | null;
  onPress: (row: number, column: number) => void;
}

/** The buttons below a bot's message. */
export function InlineKeyboard({ rows, pressing, onPress }: InlineKeyboardProps) {
  const t = useTranslations("sandbox.message");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
    <div role="group" aria-label={t("buttons")} className="mt-1 flex w-full min-w-48 flex-col gap-1">
      {rows.map((row, rowIndex) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a button is its place
        <div key={rowIndex} className="flex gap-1">
          {row.map((button, column) => {
            const isPressed = pressing?.row === rowIndex && pressing.column === column;
            const works = button.callback_data !== undefined || button.url !== undefined;
            return (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: a button is its place
                key={column}
                type="button"
                disabled={!works}
                aria-disabled={pressing !== null || undefined}
                aria-busy={isPressed || undefined}
                onClick={() => pressing === null && onPress(rowIndex, column)}
                className="relative flex min-h-8 min-w-0 flex-1 items-center justify-center gap-1 rounded-md border border-line bg-surface px-2.5 py-1 font-medium text-accent-text text-sm transition-colors hover:bg-accent-soft disabled:opacity-50 any-pointer-coarse:min-h-10 dark:bg-raised"
              >
                <span className="truncate">{button.text}</span>
                {button.url && <ArrowUpRight aria-hidden className="size-3.5 shrink-0 rtl:-scale-x-100" />}
                {isPressed && (
                  <span className="absolute end-2">
                    <Spinner />
                  </span>
                )}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
