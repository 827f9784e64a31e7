"use client";

import type { Change } from "#components/team/configuration/config-draft.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";

export interface ReviewDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  changes: readonly Change[];
  inheritedFrom: string;
  saving: boolean;
  onConfirm: () => void;
}

/** What exactly will be saved, before it is. */
export function ReviewDialog({ open, onOpenChange, changes, inheritedFrom, saving, onConfirm }: ReviewDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title={changes.length === 1 ? "Save 1 change?" : `Save ${changes.length} changes?`}
      description="The very next message obeys. You can undo it afterwards."
    >
      <DialogBody>
        <ul className="flex flex-col divide-y divide-line rounded-lg border">
          {changes.map((change) => (
            <li key={change.name} className="flex flex-col gap-2 px-4 py-3">
              <span className="flex flex-wrap items-center gap-2 font-medium">
                {change.label}
                {change.willInherit && <Badge>Inherit from {inheritedFrom}</Badge>}
                {change.wasInherited && !change.willInherit && <Badge tone="accent">New override</Badge>}
              </span>
              <ChangeDiff change={change} />
            </li>
          ))}
        </ul>
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button disabled={saving}>Keep editing</Button>} />
        <Button variant="primary" loading={saving} onClick={onConfirm}>
          Save changes
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function ChangeDiff({ change }: { change: Change }) {
  const { before, after, kind } = change;
  if (Array.isArray(before) && Array.isArray(after)) {
    const removed = before.filter((item) => !after.includes(item));
    const added = after.filter((item) => !before.includes(item));
    if (removed.length + added.length === 0) return <p className="text-ink-muted">The same list, now fixed here.</p>;
    return (
      <ul className="flex flex-wrap gap-1.5">
        {removed.map((item) => (
          <li key={item}>
            <Mark tone="removed">{item}</Mark>
          </li>
        ))}
        {added.map((item) => (
          <li key={item}>
            <Mark tone="added">{item}</Mark>
          </li>
        ))}
      </ul>
    );
  }
  if (kind === "text") {
    return (
      <div className="grid gap-1.5">
        <Block tone="removed">{String(before)}</Block>
        <Block tone="added">{String(after)}</Block>
      </div>
    );
  }
  const unchanged = before === after;
  return (
    <p className="flex flex-wrap items-center gap-2">
      {!unchanged && <Mark tone="removed">{words(before)}</Mark>}
      {!unchanged && (
        <span aria-hidden className="text-ink-subtle">
          →
        </span>
      )}
      <Mark tone="added">{words(after)}</Mark>
    </p>
  );
}

const tones = {
  removed: "bg-danger-soft text-danger-text line-through decoration-1",
  added: "bg-success-soft text-success-text",
};

function Mark({ tone, children }: { tone: keyof typeof tones; children: string }) {
  return (
    <span className={cn("inline-block break-all rounded-sm px-1.5 py-0.5 font-mono text-xs", tones[tone])}>
      <span className="sr-only">{tone === "removed" ? "before: " : "after: "}</span>
      {children}
    </span>
  );
}

function Block({ tone, children }: { tone: keyof typeof tones; children: string }) {
  return (
    <div className={cn("max-h-48 overflow-y-auto rounded-md px-2.5 py-1.5 text-xs", tones[tone], "no-underline")}>
      <span className="sr-only">{tone === "removed" ? "before: " : "after: "}</span>
      <span className="whitespace-pre-wrap break-words">{children || "(empty)"}</span>
    </div>
  );
}

function words(value: string | boolean | string[]) {
  return value === true ? "Yes" : value === false ? "No" : String(value) || "(empty)";
}
