import { useTranslations } from "next-intl";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";
import type { TurnDetailJson } from "#lib/http/resources/turns.ts";

export function TurnFigures({ turn }: { turn: TurnDetailJson | undefined }) {
  const t = useTranslations("usage");
  const format = useFormat();
  const items = [
    { label: t("totals.input"), value: turn && format.count(turn.tokensIn, { exact: true }) },
    { label: t("totals.output"), value: turn && format.count(turn.tokensOut, { exact: true }) },
    { label: t("measures.cost"), value: turn && format.usd(turn.costNano) },
    {
      label: t("turn.firstByte"),
      value: turn && (turn.firstByteMs === null ? "–" : format.ms(turn.firstByteMs)),
    },
    { label: t("measures.latency"), value: turn && format.ms(turn.latencyMs) },
  ];
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line sm:grid-cols-3 lg:grid-cols-5">
      {items.map(({ label, value }) => (
        <div key={label} className="min-w-0 bg-surface px-4 py-3 max-sm:last:col-span-2 sm:max-lg:last:col-span-2">
          <dt className="truncate text-ink-muted text-sm">{label}</dt>
          <dd className="tnum mt-0.5 truncate font-semibold text-lg tracking-tight">
            {value ?? <Skeleton className="my-1 h-4 w-20" />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
