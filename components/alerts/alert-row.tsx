"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { AlertIcon } from "#components/alerts/alert-icon.tsx";
import { useAcknowledge } from "#components/alerts/use-acknowledge.ts";
import { useAlertText } from "#components/alerts/use-alert-text.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { AlertJson } from "#lib/http/resources/alerts.ts";

/** One alert; the whole row leads to its cause. @param showTeam names its team, where alerts of several are listed */
export function AlertRow({ alert, showTeam }: { alert: AlertJson; showTeam: boolean }) {
  const t = useTranslations("alerts");
  const { title, detail, href } = useAlertText()(alert);
  const { resolvedAt, acknowledgedAt, acknowledgedBy } = alert;
  const acknowledge = useAcknowledge();
  const [busy, setBusy] = useState(false);
  const canAcknowledge = alert.canAcknowledge && !resolvedAt && !acknowledgedAt;
  return (
    <li className="relative flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3 hover:bg-hover">
      <AlertIcon alert={alert} />
      <div className="min-w-0 flex-1 basis-56">
        <p className={cn("font-medium text-sm", resolvedAt && "text-ink-muted")}>
          <Link
            href={href}
            className="break-words after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
          >
            {title}
          </Link>
        </p>
        <p className="break-words text-ink-muted text-sm">
          <bdi>{detail}</bdi>
        </p>
        <p className="mt-0.5 flex flex-wrap gap-x-1.5 text-ink-subtle text-xs">
          {showTeam && (
            <>
              <span className="text-ink-muted">{alert.facts.teamName ?? t("list.operators")}</span>
              <span aria-hidden>·</span>
            </>
          )}
          <span>
            {resolvedAt
              ? t.rich("list.resolved", { when: () => <Moment date={resolvedAt} /> })
              : t.rich("list.opened", { when: () => <Moment date={alert.openedAt} /> })}
          </span>
          {acknowledgedAt && (
            <>
              <span aria-hidden>·</span>
              <span>
                {acknowledgedBy ? t("list.acknowledgedBy", { name: acknowledgedBy }) : t("list.acknowledged")}
              </span>
            </>
          )}
        </p>
      </div>
      {canAcknowledge && (
        <Button
          size="sm"
          className="z-1 max-sm:ms-10"
          aria-label={t("acknowledge.oneLabel", { alert: title })}
          loading={busy}
          onClick={async () => {
            setBusy(true);
            await acknowledge.one(alert.id);
            setBusy(false);
          }}
        >
          <Check aria-hidden />
          {t("acknowledge.one")}
        </Button>
      )}
    </li>
  );
}

function Moment({ date }: { date: string }) {
  return <RelativeTime date={date} className="relative z-1" />;
}
