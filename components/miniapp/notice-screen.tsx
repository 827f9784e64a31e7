import { Check, Clock, Info, LockOpen, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

const LOOKS = {
  success: { Icon: Check, className: "bg-success-soft text-success-text" },
  waiting: { Icon: Clock, className: "bg-warning-soft text-warning-text" },
  over: { Icon: LockOpen, className: "bg-info-soft text-info-text" },
  danger: { Icon: TriangleAlert, className: "bg-danger-soft text-danger-text" },
  neutral: { Icon: Info, className: "bg-info-soft text-info-text" },
} as const;

export interface NoticeScreenProps {
  tone: keyof typeof LOOKS;
  title: string;
  text: ReactNode;
  /** What there is to do, at the foot of the page. */
  action?: ReactNode;
}

/** Where there is no list to show: how it came out, or why it can't be shown. */
export function NoticeScreen({ tone, title, text, action }: NoticeScreenProps) {
  const { Icon, className } = LOOKS[tone];
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col px-4 pt-6 pb-[max(1rem,env(safe-area-inset-bottom))] sm:justify-center">
      <div role="status" className="flex flex-1 flex-col items-center justify-center pb-8 text-center sm:flex-none">
        <span className={cn("grid size-16 place-items-center rounded-full", className)}>
          <Icon aria-hidden className="size-8" />
        </span>
        <h1 className="mt-5 text-balance font-semibold text-xl">{title}</h1>
        <p className="mt-2 max-w-xs text-balance text-base text-ink-muted">{text}</p>
      </div>
      {action}
    </main>
  );
}
