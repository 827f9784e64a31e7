"use client";

import { Toast as BaseToast } from "@base-ui/react/toast";
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

// Not sonner: it adds its own <style> without a nonce, which the policy in proxy.ts refuses.
const manager = BaseToast.createToastManager();

export interface ToastOptions {
  description?: ReactNode;
  /** For "Undo"; the toast closes when it is used. */
  action?: { label: string; onClick: () => void };
  /** Milliseconds; 0 keeps it until it is closed. Errors stay for 10 s, the rest for 5 s. */
  duration?: number;
  /** A toast with the same id is replaced. */
  id?: string;
}

type Kind = "success" | "error" | "warning" | "info" | "loading";

function show(type: Kind, title: ReactNode, options: ToastOptions = {}) {
  const { action, duration, description, id } = options;
  const toastId = manager.add({
    id,
    type,
    title,
    description,
    timeout: duration ?? (type === "loading" ? 0 : type === "error" ? 10_000 : 5_000),
    priority: type === "error" ? "high" : "low",
    actionProps: action && {
      children: action.label,
      onClick: () => {
        action.onClick();
        manager.close(toastId);
      },
    },
  });
  return toastId;
}

/** Callable from anywhere: `toast.success("Key revoked", { action: { label: "Undo", onClick } })`. Each returns its id. */
export const toast = {
  success: (title: ReactNode, options?: ToastOptions) => show("success", title, options),
  error: (title: ReactNode, options?: ToastOptions) => show("error", title, options),
  warning: (title: ReactNode, options?: ToastOptions) => show("warning", title, options),
  info: (title: ReactNode, options?: ToastOptions) => show("info", title, options),
  loading: (title: ReactNode, options?: ToastOptions) => show("loading", title, options),
  close: (id?: string) => manager.close(id),
};

const icons: Record<Kind, ReactNode> = {
  success: <CircleCheck className="text-success" />,
  error: <CircleAlert className="text-danger-text" />,
  warning: <TriangleAlert className="text-warning" />,
  info: <Info className="text-info" />,
  loading: <Spinner className="text-ink-subtle" />,
};

/** Where toasts appear. Rendered once, by app/providers.tsx. F6 moves the focus to it. */
export function Toaster() {
  return (
    <BaseToast.Provider toastManager={manager} limit={3}>
      <BaseToast.Portal>
        <BaseToast.Viewport className="fixed inset-x-4 bottom-4 z-60 flex flex-col gap-2 outline-none sm:inset-x-auto sm:end-5 sm:bottom-5 sm:w-88">
          <ToastList />
        </BaseToast.Viewport>
      </BaseToast.Portal>
    </BaseToast.Provider>
  );
}

function ToastList() {
  const common = useTranslations("common");
  const { toasts } = BaseToast.useToastManager();
  return toasts.map((item) => (
    <BaseToast.Root
      key={item.id}
      toast={item}
      swipeDirection={["right", "left", "down"]}
      className={cn(
        "relative translate-x-(--toast-swipe-movement-x) translate-y-(--toast-swipe-movement-y) rounded-lg bg-raised shadow-pop transition-[opacity,translate] duration-200",
        "data-swiping:transition-none data-limited:hidden data-ending-style:opacity-0 data-starting-style:translate-y-3 data-starting-style:opacity-0",
      )}
    >
      <BaseToast.Content className="flex items-start gap-2.5 p-3 pe-2">
        <span aria-hidden className="flex h-5 items-center [&_svg]:size-4">
          {icons[item.type as Kind]}
        </span>
        <div className="min-w-0 flex-1">
          <BaseToast.Title className="font-medium text-sm" />
          <BaseToast.Description className="break-words text-ink-muted text-xs" />
        </div>
        {item.actionProps && <BaseToast.Action render={<Button size="sm" className="-my-1" />} />}
        <BaseToast.Close
          render={
            <IconButton
              label={common("dismiss")}
              tooltip={false}
              size="sm"
              icon={<X aria-hidden />}
              className="-my-1"
            />
          }
        />
      </BaseToast.Content>
    </BaseToast.Root>
  ));
}
