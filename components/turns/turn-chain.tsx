import { CircleCheck, CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";
import type { TurnDetailJson } from "#lib/http/resources/turns.ts";

type Attempt = TurnDetailJson["chain"][number];

/** Every try at a provider, one after the other, as long as it took. */
export function TurnChain({ turn }: { turn: TurnDetailJson | undefined }) {
  const t = useTranslations("usage.turn.chain");
  const chain = turn?.chain;
  const total = chain?.reduce((sum, { ms }) => sum + ms, 0) ?? 0;
  const starts = chain?.map((_, index) => chain.slice(0, index).reduce((sum, { ms }) => sum + ms, 0)) ?? [];
  return (
    <Card title={t("title")} description={t("text")} flush={Boolean(chain?.length)}>
      {!chain ? (
        <Skeleton className="h-10" />
      ) : chain.length === 0 ? (
        <p className="text-ink-muted text-sm">{t("none")}</p>
      ) : (
        <ol className="divide-y divide-line border-t">
          {chain.map((attempt, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: tries never move, and may be alike
            <AttemptRow key={index} attempt={attempt} start={starts[index] ?? 0} total={total} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function AttemptRow({ attempt, start, total }: { attempt: Attempt; start: number; total: number }) {
  const t = useTranslations("usage.turn.chain");
  const format = useFormat();
  const { model, provider, outcome, status, ms } = attempt;
  const ok = outcome === "ok";
  const Icon = ok ? CircleCheck : CircleX;
  const key = `outcome.${outcome}` as "outcome.ok";
  const percent = (part: number) => (total > 0 ? (part / total) * 100 : 0);
  return (
    <li className="flex items-start gap-2.5 px-4 py-3">
      <Icon aria-hidden className={cn("mt-0.5 size-4 shrink-0", ok ? "text-success" : "text-danger-text")} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="min-w-0 break-words font-medium">
            <bdi>{model}</bdi>
            <span className="font-normal text-ink-subtle text-xs">
              {" · "}
              <bdi>{provider}</bdi>
            </span>
          </span>
          <span className="tnum text-ink-muted">{format.ms(ms)}</span>
        </p>
        <p className={cn("text-xs", ok ? "text-ink-subtle" : "text-danger-text")}>
          {t.has(key) ? t(key) : outcome}
          {status !== null && ` ${t("http", { status: String(status) })}`}
        </p>
        <div aria-hidden className="mt-1.5 h-1.5 rounded-full bg-active">
          <div
            className={cn("h-full min-w-1 rounded-full", ok ? "bg-success" : "bg-danger")}
            style={{ marginInlineStart: `${percent(start)}%`, width: `${percent(ms)}%` }}
          />
        </div>
      </div>
    </li>
  );
}
