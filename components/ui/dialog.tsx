"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactElement, ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";

export interface DialogProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** After it has gone from sight: the place to reset what it held. */
  onClosed?: () => void;
  /** A button; leave out for a dialog opened by state. */
  trigger?: ReactElement;
  title: ReactNode;
  description?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** Usually one `<form>` that holds a `DialogBody` and a `DialogFooter`. */
  children: ReactNode;
}

const width = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-2xl" };

export const backdropClass =
  "fixed inset-0 z-40 bg-overlay transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 supports-[-webkit-touch-callout:none]:absolute";

/** On a phone it rises from the bottom edge; from `sm` up it sits a little above the middle. */
export const dialogViewport =
  "fixed inset-0 z-50 flex items-end justify-center sm:items-start sm:px-4 sm:pt-[12vh] sm:pb-8";

export const dialogPopup =
  "flex max-h-[88dvh] w-full flex-col overflow-hidden rounded-t-xl bg-raised text-ink shadow-pop outline-none transition-[opacity,translate,scale] duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 max-sm:data-starting-style:translate-y-4 sm:max-h-[76vh] sm:rounded-xl sm:data-starting-style:scale-98 sm:data-ending-style:scale-98";

export function Dialog({ title, description, size = "md", children, ...props }: DialogProps) {
  const common = useTranslations("common");
  return (
    <BaseDialog.Root
      open={props.open}
      onOpenChange={(next) => props.onOpenChange?.(next)}
      onOpenChangeComplete={(next) => !next && props.onClosed?.()}
    >
      {props.trigger && <BaseDialog.Trigger render={props.trigger} />}
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Viewport className={dialogViewport}>
          <BaseDialog.Popup className={cn(dialogPopup, width[size])}>
            <header className="flex items-start gap-4 px-5 pt-4 pb-1">
              <div className="min-w-0 flex-1">
                <BaseDialog.Title className="font-semibold text-lg">{title}</BaseDialog.Title>
                {description && (
                  <BaseDialog.Description className="mt-0.5 text-ink-muted text-sm">
                    {description}
                  </BaseDialog.Description>
                )}
              </div>
              <BaseDialog.Close
                render={
                  <IconButton
                    label={common("close")}
                    tooltip={false}
                    size="sm"
                    icon={<X aria-hidden />}
                    className="-me-1.5"
                  />
                }
              />
            </header>
            {children}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** The part that scrolls. */
export function DialogBody({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={cn("flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 py-3", className)}>{children}</div>
  );
}

export function DialogFooter({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <footer
      className={cn(
        "flex flex-wrap items-center justify-end gap-2 border-t bg-canvas px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] dark:bg-surface",
        className,
      )}
    >
      {children}
    </footer>
  );
}

/** Closes the dialog around it: `<DialogClose render={<Button>Cancel</Button>} />`. */
export const DialogClose = BaseDialog.Close;
