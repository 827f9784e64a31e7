"use client";

import { AlertDialog as BaseAlertDialog } from "@base-ui/react/alert-dialog";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactElement, type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { backdropClass, DialogFooter, dialogPopup, dialogViewport } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

export interface ConfirmDialogProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactElement;
  title: string;
  /** What will happen, and to whom. */
  description: ReactNode;
  /** The verb itself ("Revoke key"), never "OK". */
  confirmLabel: string;
  /** "Cancel" when left out. */
  cancelLabel?: string;
  tone?: "danger" | "primary";
  /** Text to type before the button works; for what can't be undone. */
  typeToConfirm?: string;
  /** The dialog stays open, busy, until this settles; it closes when it resolves. Report failures by a toast and rethrow. */
  onConfirm: () => Promise<unknown> | undefined;
}

export function ConfirmDialog({ tone = "danger", typeToConfirm, onConfirm, trigger, ...props }: ConfirmDialogProps) {
  const t = useTranslations("ui.confirm");
  const common = useTranslations("common");
  const [innerOpen, setInnerOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [typed, setTyped] = useState("");
  const open = props.open ?? innerOpen;
  const ready = !typeToConfirm || typed.trim() === typeToConfirm;

  function change(next: boolean) {
    if (busy) return;
    setTyped("");
    setInnerOpen(next);
    props.onOpenChange?.(next);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (!ready || busy) return;
    setBusy(true);
    const done = await Promise.resolve(onConfirm()).then(
      () => true,
      () => false,
    );
    setBusy(false);
    if (!done) return;
    setTyped("");
    setInnerOpen(false);
    props.onOpenChange?.(false);
  }

  return (
    <BaseAlertDialog.Root open={open} onOpenChange={change}>
      {trigger && <BaseAlertDialog.Trigger render={trigger} />}
      <BaseAlertDialog.Portal>
        {/* Over another dialog, too. */}
        <BaseAlertDialog.Backdrop forceRender className={backdropClass} />
        <BaseAlertDialog.Viewport className={dialogViewport}>
          <BaseAlertDialog.Popup className={cn(dialogPopup, "sm:max-w-md")}>
            <form onSubmit={submit} className="contents">
              <div className="flex flex-col gap-1.5 px-5 pt-4 pb-5">
                <BaseAlertDialog.Title className="font-semibold text-lg">{props.title}</BaseAlertDialog.Title>
                <BaseAlertDialog.Description render={<div />} className="text-ink-muted text-sm">
                  {props.description}
                </BaseAlertDialog.Description>
                {typeToConfirm && (
                  <Field className="mt-2" label={t("type", { text: typeToConfirm })}>
                    <Input value={typed} onValueChange={setTyped} autoComplete="off" spellCheck={false} />
                  </Field>
                )}
              </div>
              <DialogFooter>
                <BaseAlertDialog.Close
                  render={<Button disabled={busy}>{props.cancelLabel ?? common("cancel")}</Button>}
                />
                <Button type="submit" variant={tone} loading={busy} disabled={!ready}>
                  {props.confirmLabel}
                </Button>
              </DialogFooter>
            </form>
          </BaseAlertDialog.Popup>
        </BaseAlertDialog.Viewport>
      </BaseAlertDialog.Portal>
    </BaseAlertDialog.Root>
  );
}
