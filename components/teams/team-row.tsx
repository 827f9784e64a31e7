"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { QuotaCell } from "#components/teams/quota-cell.tsx";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TableCell, TableRow } from "#components/ui/table.tsx";
import { useFormat } from "#components/use-format.ts";
import type { TeamListItemJson } from "#lib/http/resources/teams.ts";

export interface TeamRowProps {
  team: TeamListItemJson;
  /** Undefined where teams can't be selected. */
  selected: boolean | undefined;
  onSelect: (selected: boolean) => void;
  menu: ReactNode;
}

/** The whole row leads to the team; what is in it and leads elsewhere stands above that link. */
export function TeamRow({ team, selected, onSelect, menu }: TeamRowProps) {
  const t = useTranslations("teams");
  const format = useFormat();
  const { month } = team;
  const usage = `/usage?team=${team.id}`;
  return (
    <TableRow className={cn("relative", selected ? "bg-accent-soft/60" : "hover:bg-hover")}>
      {selected !== undefined && (
        <TableCell className="relative z-1 w-px pe-1 max-sm:hidden">
          <Checkbox
            aria-label={t("table.selectOne", { name: team.displayName })}
            checked={selected}
            onCheckedChange={onSelect}
          />
        </TableCell>
      )}
      <TableCell className="w-full max-w-0 min-w-40 sm:max-w-64">
        <Link
          href={`/teams/${team.id}`}
          className="flex min-w-0 items-center gap-2.5 font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-focus focus-visible:after:-outline-offset-2"
        >
          <Avatar name={team.displayName} shape="square" size="sm" />
          <span className="min-w-0">
            <span className="flex min-w-0 items-center gap-1.5">
              <span className="truncate">{team.displayName}</span>
              {!team.active && <Badge className="md:hidden">{t("states.off")}</Badge>}
            </span>
            <span className="flex min-w-0 gap-1.5 font-normal text-ink-subtle text-xs">
              <bdi className="truncate">{team.platformName}</bdi>
              <QuotaShare team={team} />
            </span>
          </span>
        </Link>
      </TableCell>
      <TableCell className="max-md:hidden">
        {team.active ? (
          <Badge tone="success" dot>
            {t("states.active")}
          </Badge>
        ) : (
          <Badge dot>{t("states.off")}</Badge>
        )}
      </TableCell>
      <TableCell className="text-ink-muted max-lg:hidden">{t(`types.${team.type}`)}</TableCell>
      <Figure href={usage} className="max-lg:hidden" isNothing={month.requests === 0}>
        {format.count(month.requests)}
      </Figure>
      <Figure href={usage} className="max-xl:hidden" isNothing={month.tokens === 0}>
        {format.count(month.tokens)}
      </Figure>
      <Figure href={`${usage}&groupBy=model`} isNothing={month.costNano === "0"}>
        {format.usd(month.costNano, { compact: true })}
      </Figure>
      <TableCell className="max-md:hidden">
        <QuotaCell team={team} />
      </TableCell>
      <TableCell className="max-2xl:hidden">
        <RelativeTime date={team.createdAt} className="relative z-1 text-ink-muted" />
      </TableCell>
      <TableCell align="end" className="relative z-1 w-px">
        {menu}
      </TableCell>
    </TableRow>
  );
}

/** Where there is no room for the bar. */
function QuotaShare({ team: { quota } }: { team: TeamListItemJson }) {
  const format = useFormat();
  if (!quota) return null;
  const share = Number(quota.used) / Number(quota.amount);
  const isNear = share * 100 >= (quota.softPercent ?? 80);
  return (
    <span className={cn("tnum shrink-0 md:hidden", isNear && "font-medium text-warning-text")}>
      · {format.share(share)}
    </span>
  );
}

function Figure(props: { href: string; isNothing: boolean; className?: string; children: ReactNode }) {
  return (
    <TableCell align="end" className={props.className}>
      <Link
        href={props.href}
        className={cn("relative z-1 rounded-sm hover:underline", props.isNothing && "text-ink-subtle")}
      >
        {props.children}
      </Link>
    </TableCell>
  );
}
