import { useTranslations } from "next-intl";
import { useLimitWords } from "#components/team/limits/use-limit-words.ts";
import { cn } from "#components/ui/cn.ts";
import { QuotaBar } from "#components/ui/quota-bar.tsx";
import type { LimitJson } from "#lib/http/resources/limits.ts";

/** How full a limit's current window is; of a limit for each one, how far the fullest of them is. */
export function CurrentWindow({ limit }: { limit: LimitJson }) {
  const t = useTranslations("limits.current");
  const words = useLimitWords();
  const { current, fullest, unit } = limit;
  const amount = String(BigInt(limit.amount) + BigInt(limit.toppedUp));
  const amountText = words.amount(unit, amount);
  const used = current?.used ?? fullest?.used;
  if (used === undefined) {
    return (
      <span className="text-ink-subtle text-xs">
        <span className="sm:hidden">{amountText} · </span>
        {t("each")}
      </span>
    );
  }
  const usedText = words.amount(unit, used);
  return (
    <div>
      <div className="tnum mb-1 flex flex-wrap justify-between gap-x-3 text-xs">
        <span className="min-w-0">
          <span className="sm:hidden">{t("usedOf", { used: usedText, amount: amountText })}</span>
          <span className="max-sm:hidden">{t("used", { used: usedText })}</span>
          {current && current.reserved !== "0" && (
            <span className="text-ink-subtle">
              {" "}
              · {t("reserved", { amount: words.amount(unit, current.reserved) })}
            </span>
          )}
        </span>
        <span className={cn("truncate text-ink-subtle", current && "max-sm:hidden")}>
          {current
            ? t("left", { amount: words.amount(unit, current.remaining) })
            : t("fullest", { name: fullest?.name ?? "" })}
        </span>
      </div>
      <QuotaBar
        compact
        label={`${words.label(limit)}, ${words.subject(limit)}`}
        used={used}
        limit={amount}
        softPercent={limit.softPercent}
        usedText={usedText}
        limitText={amountText}
      />
    </div>
  );
}
