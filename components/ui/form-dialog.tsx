"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, type ReactElement, type ReactNode, useState } from "react";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";

export interface FormDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A button that opens it; leave out for a dialog opened by state. */
  trigger?: ReactElement;
  title: ReactNode;
  description?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** With react-hook-form: `form.handleSubmit(…)`. Close by `onOpenChange(false)` once it is saved. */
  onSubmit: (event: FormEvent<HTMLFormElement>) => unknown;
  /** The verb itself ("Create team"), never "OK". */
  submitLabel: ReactNode;
  submitTone?: "primary" | "danger";
  submitDisabled?: boolean;
  /** While the save is under way: the button is busy, and the dialog can't be closed. `form.formState.isSubmitting`. */
  pending?: boolean;
  /** Something was typed that closing would lose: it asks first. `form.formState.isDirty`. */
  dirty?: boolean;
  /** What failed and belongs to no field. `errors.root?.message`. */
  rootError?: ReactNode;
  /** After it has gone from sight, by whichever way: `() => form.reset()`. */
  onClosed?: () => void;
  /** At the start of the footer, beside the buttons. */
  footer?: ReactNode;
  /** The fields. */
  children: ReactNode;
}

/**
 * The one dialog that holds a form. A refused save leaves everything that was typed as it was; Ctrl+Enter (⌘+Enter) saves
 * from any field; Escape, the cross, Cancel and a click beside it ask first when something was typed.
 */
export function FormDialog({ open, onOpenChange, pending, dirty, onSubmit, children, ...props }: FormDialogProps) {
  const t = useTranslations("ui.formDialog");
  const common = useTranslations("common");
  const [asking, setAsking] = useState(false);

  function change(next: boolean) {
    if (next) return onOpenChange(true);
    if (pending) return;
    if (dirty) setAsking(true);
    else onOpenChange(false);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    // A dialog may stand inside another form, in React's tree if not in the page's.
    event.stopPropagation();
    event.preventDefault();
    if (!pending && !props.submitDisabled) onSubmit(event);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      onClosed={props.onClosed}
      trigger={props.trigger}
      title={props.title}
      description={props.description}
      size={props.size}
    >
      <form className="contents" noValidate onSubmit={submit} onKeyDown={submitOnShortcut}>
        <DialogBody>
          {props.rootError && <Banner tone="danger">{props.rootError}</Banner>}
          {children}
        </DialogBody>
        <DialogFooter>
          {props.footer && <div className="me-auto min-w-0 text-ink-subtle text-xs">{props.footer}</div>}
          <Button disabled={pending} onClick={() => change(false)}>
            {common("cancel")}
          </Button>
          <Button
            type="submit"
            variant={props.submitTone ?? "primary"}
            loading={pending}
            disabled={props.submitDisabled}
          >
            {props.submitLabel}
          </Button>
        </DialogFooter>
      </form>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("discardTitle")}
        description={t("discardDescription")}
        confirmLabel={t("discard")}
        cancelLabel={t("keepEditing")}
        onConfirm={async () => onOpenChange(false)}
      />
    </Dialog>
  );
}

function submitOnShortcut(event: KeyboardEvent<HTMLFormElement>) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
