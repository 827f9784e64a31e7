import { Cable, GitCompareArrows, OctagonAlert, ShieldAlert, SquareStack, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import type { AlertJson } from "#lib/http/resources/alerts.ts";

const ICONS = {
  soft_limit: TriangleAlert,
  limit_reached: OctagonAlert,
  connection_unhealthy: Cable,
  gate_trouble: ShieldAlert,
  job_dead: SquareStack,
  drift: GitCompareArrows,
};

const LOOKS = {
  info: "bg-info-soft text-info-text",
  warning: "bg-warning-soft text-warning-text",
  critical: "bg-danger-soft text-danger-text",
};

/** An alert's kind, in the colour of how grave it is; grey once it is over. */
export function AlertIcon({ alert }: { alert: Pick<AlertJson, "kind" | "severity"> & { resolvedAt?: string | null } }) {
  const t = useTranslations("alerts.bell.severity");
  const Icon = ICONS[alert.kind];
  return (
    <span
      className={cn(
        "mt-0.5 grid size-7 shrink-0 place-items-center rounded-full",
        alert.resolvedAt ? "bg-active text-ink-subtle" : LOOKS[alert.severity],
      )}
    >
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{t(alert.severity)}</span>
    </span>
  );
}
