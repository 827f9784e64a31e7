"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { backdropClass } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";

export interface SheetProps {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  side?: "start" | "end";
  /** Keeps the title for screen readers only. */
  hideTitle?: boolean;
  className?: string;
  children: ReactNode;
}

/** A panel from the page's edge: the navigation on a phone, details beside a table. */
export function Sheet({ side = "end", title, description, hideTitle, className, children, ...props }: SheetProps) {
  const common = useTranslations("common");
  return (
    <BaseDialog.Root open={props.open} onOpenChange={(next) => props.onOpenChange?.(next)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={backdropClass} />
        <BaseDialog.Popup
          className={cn(
            "fixed inset-y-0 z-50 flex w-[min(26rem,calc(100vw-3rem))] flex-col bg-raised text-ink shadow-pop outline-none transition-[translate,opacity] duration-200 ease-out",
            side === "end"
              ? "end-0 data-ending-style:translate-x-full data-starting-style:translate-x-full rtl:data-ending-style:-translate-x-full rtl:data-starting-style:-translate-x-full"
              : "start-0 data-ending-style:-translate-x-full data-starting-style:-translate-x-full rtl:data-ending-style:translate-x-full rtl:data-starting-style:translate-x-full",
            className,
          )}
        >
          <header className={cn("flex items-start gap-3 px-5 pt-4 pb-2", hideTitle && "absolute end-0 top-0 z-1 p-3")}>
            <div className={cn("min-w-0 flex-1", hideTitle && "sr-only")}>
              <BaseDialog.Title className="font-semibold text-lg">{title}</BaseDialog.Title>
              {description && (
                <BaseDialog.Description className="text-ink-muted text-sm">{description}</BaseDialog.Description>
              )}
            </div>
            <BaseDialog.Close
              render={<IconButton label={common("close")} tooltip={false} size="sm" icon={<X aria-hidden />} />}
            />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
