import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { channelName } from "#components/usage/channel-name.ts";
import { usageHref } from "#components/usage/usage-href.ts";
import type { TurnDetailJson } from "#lib/http/resources/turns.ts";

/** Whose turn it was; each name leads to the turns it shares that name with. */
export function TurnFacts({ turn }: { turn: TurnDetailJson | undefined }) {
  const t = useTranslations("usage");
  return (
    <Card title={t("turn.facts")}>
      {turn ? (
        <TurnFactList turn={turn} />
      ) : (
        <div className="flex flex-col gap-3">
          <Skeleton className="h-5" />
          <Skeleton className="h-5" />
          <Skeleton className="h-5" />
          <Skeleton className="h-5" />
        </div>
      )}
    </Card>
  );
}

function TurnFactList({ turn }: { turn: TurnDetailJson }) {
  const t = useTranslations("usage");
  const { teamId, keyLineageId, endUserId, connectionId, providerName, requestId } = turn;
  const turns = (params: Record<string, string>) => usageHref({ team: teamId, groupBy: "turn", ...params });
  const facts: { label: string; value: ReactNode }[] = [
    { label: t("groups.team"), value: named(`/teams/${teamId}`, turn.teamName) },
  ];
  if (keyLineageId)
    facts.push({ label: t("groups.key"), value: named(turns({ key: keyLineageId }), turn.keyName ?? "–") });
  if (endUserId)
    facts.push({ label: t("groups.endUser"), value: named(turns({ endUser: endUserId }), turn.endUserName ?? "–") });
  facts.push({ label: t("groups.channel"), value: named(turns({ channel: turn.channel }), channelName(turn.channel)) });
  if (connectionId)
    facts.push({
      label: t("turn.connection"),
      value: named(`/teams/${teamId}/connections`, turn.connectionName ?? "–"),
    });
  facts.push({ label: t("groups.model"), value: named(turns({ model: turn.model }), turn.model) });
  if (providerName) facts.push({ label: t("turn.provider"), value: <bdi>{providerName}</bdi> });
  facts.push({ label: t("turn.id"), value: <Id value={turn.id} label={t("turn.copyId")} /> });
  if (requestId)
    facts.push({ label: t("turn.requestId"), value: <Id value={requestId} label={t("turn.copyRequestId")} /> });
  return <Facts items={facts} />;
}

function named(href: string, name: string) {
  return (
    <Link
      href={href}
      className="rounded-sm underline decoration-line-strong underline-offset-3 hover:decoration-current"
    >
      <bdi>{name}</bdi>
    </Link>
  );
}

function Id({ value, label }: { value: string; label: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <code dir="ltr" className="truncate text-xs">
        {value}
      </code>
      <CopyButton value={value} label={label} className="-my-1" />
    </span>
  );
}
