import { useTranslations } from "next-intl";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import { useFormat } from "#components/use-format.ts";
import type { BroadcastJson } from "#lib/http/resources/broadcasts.ts";

/** How many it has reached and how many not; nothing before it has begun. */
export function BroadcastProgress({ broadcast }: { broadcast: BroadcastJson }) {
  const t = useTranslations("broadcasts.progress");
  const format = useFormat();
  const { progress, state } = broadcast;
  if (!progress) return <span className="text-ink-subtle">{t("notYet")}</span>;
  const { sent, failed, total } = progress;
  const text = t("of", { sent: format.count(sent, { exact: true }), total: format.count(total, { exact: true }) });
  return (
    <div className="min-w-0">
      <p className="tnum mb-1 flex flex-wrap justify-between gap-x-3 text-ink-muted text-xs">
        <span>{text}</span>
        {failed > 0 && <span className="text-danger-text">{t("failed", { count: failed })}</span>}
      </p>
      <ProgressBar
        label={t("label")}
        done={sent}
        failed={failed}
        total={total}
        valueText={text}
        idle={state === "paused" || state === "cancelled"}
      />
    </div>
  );
}
