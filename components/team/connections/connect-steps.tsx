import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";

const STEPS = ["token", "settings", "next"] as const;
export type StepId = (typeof STEPS)[number];

/** How far the set-up is. */
export function ConnectSteps({ current }: { current: StepId }) {
  const t = useTranslations("connections.setUp");
  const at = STEPS.indexOf(current);
  return (
    <ol aria-label={t("steps")} className="flex items-center gap-2 px-5 pt-2 pb-1">
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={index === at ? "step" : undefined}
          className="flex items-center gap-2 not-last:flex-1 not-last:after:h-px not-last:after:flex-1 not-last:after:bg-line"
        >
          <span
            aria-hidden
            className={cn(
              "tnum grid size-5 shrink-0 place-items-center rounded-full text-2xs font-medium [&_svg]:size-3",
              index < at && "bg-success-soft text-success-text",
              index === at && "bg-accent text-accent-ink",
              index > at && "bg-active text-ink-muted",
            )}
          >
            {index < at ? <Check /> : index + 1}
          </span>
          <span className={cn("text-xs", index === at ? "font-medium" : "text-ink-muted max-sm:sr-only")}>
            {t(`stepNames.${step}`)}
          </span>
        </li>
      ))}
    </ol>
  );
}
