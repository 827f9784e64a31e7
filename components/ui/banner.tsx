import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

export interface BannerProps {
  tone?: "info" | "success" | "warning" | "danger";
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}

const looks = {
  info: { className: "border-info/25 bg-info-soft/70 [&>svg]:text-info-text", Icon: Info },
  success: { className: "border-success/25 bg-success-soft/70 [&>svg]:text-success-text", Icon: CircleCheck },
  warning: { className: "border-warning/25 bg-warning-soft/70 [&>svg]:text-warning-text", Icon: TriangleAlert },
  danger: { className: "border-danger/25 bg-danger-soft/70 [&>svg]:text-danger-text", Icon: CircleAlert },
};

/** Something that stays true until it is dealt with; for what has just happened use a toast. */
export function Banner({ tone = "info", title, children, actions, className }: BannerProps) {
  const { Icon, className: look } = looks[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={cn(
        "flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg border px-3.5 py-3 text-sm",
        look,
        className,
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 basis-48">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-ink-muted">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
