"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Countdown } from "#components/team/keys/countdown.tsx";
import { KeyStatus } from "#components/team/keys/key-status.tsx";
import { monthHref } from "#components/team/keys/month-href.ts";
import { useLimitWords } from "#components/team/limits/use-limit-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { InlineCode } from "#components/ui/code-block.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { QuotaBar } from "#components/ui/quota-bar.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { useFormat } from "#components/use-format.ts";
import type { TeamKeyJson } from "#lib/http/resources/keys.ts";

export interface KeySheetProps {
  apiKey: TeamKeyJson | null;
  /** What a rotated key was replaced by. */
  successor: TeamKeyJson | undefined;
  onOpenChange: (open: boolean) => void;
}

/** What a key has used, what limits it, and where it comes from. */
export function KeySheet({ apiKey, successor, onOpenChange }: KeySheetProps) {
  const t = useTranslations("keys");
  const [shown, setShown] = useState(apiKey);
  if (apiKey && shown !== apiKey) setShown(apiKey);
  return (
    <Sheet
      open={apiKey !== null}
      onOpenChange={onOpenChange}
      title={shown?.name ?? ""}
      description={shown && t(`scopes.${shown.scope}`)}
    >
      {shown && (
        <div className="flex flex-col gap-6 px-5 pt-2 pb-6 text-sm">
          {shown.scope === "inference" && (
            <>
              <Month apiKey={shown} />
              <Limits apiKey={shown} />
            </>
          )}
          <About apiKey={shown} successor={successor} />
        </div>
      )}
    </Sheet>
  );
}

function Part({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <header className="flex items-center justify-between gap-3">
        <h3 className="font-medium text-ink-muted text-xs">{title}</h3>
        {action}
      </header>
      {children}
    </section>
  );
}

function Month({ apiKey: { lineageId, month } }: { apiKey: TeamKeyJson }) {
  const t = useTranslations("keys.sheet");
  const format = useFormat();
  const { team } = useTeam();
  const figures = [
    { label: t("requests"), value: format.count(month.requests) },
    { label: t("tokens"), value: format.count(month.tokens) },
    { label: t("cost"), value: format.usd(month.costNano) },
  ];
  return (
    <Part
      title={t("month")}
      action={
        <Link className={cn(buttonVariants({ size: "sm" }))} href={monthHref({ team, lineageId, now: new Date() })}>
          {t("seeUsage")}
        </Link>
      }
    >
      <dl className="grid grid-cols-3 gap-3">
        {figures.map(({ label, value }) => (
          <div key={label}>
            <dt className="text-ink-subtle text-xs">{label}</dt>
            <dd className="tnum font-semibold text-lg">{value}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

function Limits({ apiKey: { limits } }: { apiKey: TeamKeyJson }) {
  const t = useTranslations("keys.sheet");
  const words = useLimitWords();
  const { team } = useTeam();
  return (
    <Part
      title={t("limits")}
      action={
        <Link className={cn(buttonVariants({ size: "sm" }))} href={`/teams/${team.id}/limits`}>
          {t("manageLimits")}
        </Link>
      }
    >
      {limits.length === 0 && <p className="text-ink-subtle">{t("noLimits")}</p>}
      {limits.map((limit) => (
        <QuotaBar
          key={limit.limitId}
          label={words.label(limit)}
          used={limit.used}
          limit={limit.amount}
          usedText={words.amount(limit.unit, limit.used)}
          limitText={words.amount(limit.unit, limit.amount)}
          note={t.rich("resets", { time: () => <RelativeTime date={limit.resetsAt} timeZone={team.timeZone} /> })}
        />
      ))}
    </Part>
  );
}

function About({ apiKey, successor }: { apiKey: TeamKeyJson; successor: TeamKeyJson | undefined }) {
  const t = useTranslations("keys");
  const format = useFormat();
  const { timeZone } = useTeam().team;
  const at = (date: string) => <RelativeTime date={date} timeZone={timeZone} />;
  const { status, graceUntil, revokedAt, expiresAt, lastUsedAt, rateLimit } = apiKey;
  const rate = rateLimit === null ? t("noLimit") : t("perMinute", { count: format.count(rateLimit, { exact: true }) });
  return (
    <Part title={t("sheet.about")}>
      <Facts
        items={[
          { label: t("columns.status"), value: <KeyStatus apiKey={apiKey} countdown={false} /> },
          ...(graceUntil && status === "rotating"
            ? [{ label: t("sheet.grace"), value: <Countdown until={graceUntil} /> }]
            : []),
          ...(graceUntil && status === "expired" ? [{ label: t("sheet.ended"), value: at(graceUntil) }] : []),
          ...(successor
            ? [{ label: t("sheet.successor"), value: <InlineCode>{`${successor.prefix}…`}</InlineCode> }]
            : []),
          ...(revokedAt ? [{ label: t("sheet.revoked"), value: at(revokedAt) }] : []),
          { label: t("columns.prefix"), value: <InlineCode>{`${apiKey.prefix}…`}</InlineCode> },
          { label: t("sheet.scope"), value: t(`scopeTexts.${apiKey.scope}`) },
          ...(apiKey.scope === "inference" ? [{ label: t("sheet.rateLimit"), value: rate }] : []),
          { label: t("columns.expires"), value: expiresAt ? at(expiresAt) : t("neverExpires") },
          { label: t("columns.lastUsed"), value: lastUsedAt ? at(lastUsedAt) : t("never") },
          { label: t("columns.created"), value: at(apiKey.createdAt) },
          { label: t("sheet.createdBy"), value: <bdi>{apiKey.createdBy ?? t("sheet.unknown")}</bdi> },
        ]}
      />
    </Part>
  );
}
