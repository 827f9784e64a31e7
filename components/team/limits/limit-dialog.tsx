"use client";

import { useState } from "react";
import { LimitForm } from "#components/team/limits/limit-form.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { KeyJson } from "#lib/http/resources/keys.ts";
import type { LimitJson } from "#lib/http/resources/limits.ts";

export interface LimitDialogProps {
  open: boolean;
  /** The limit to edit; null makes a new one. */
  limit: LimitJson | null;
  keys: readonly KeyJson[] | undefined;
  onOpenChange: (open: boolean) => void;
}

export function LimitDialog({ open, limit, keys, onOpenChange }: LimitDialogProps) {
  // What was shown stays while the dialog fades out.
  const [shown, setShown] = useState(limit);
  if (open && shown !== limit) setShown(limit);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={shown ? "Edit limit" : "Add limit"}
      description="What the current window has used already counts."
    >
      <LimitForm key={shown?.id ?? "new"} limit={shown} keys={keys} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}
