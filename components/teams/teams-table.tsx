"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { TeamRow } from "#components/teams/team-row.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";
import { SortButton } from "#components/ui/sort-button.tsx";
import { Table, TableBody, TableHead, TableHeader } from "#components/ui/table.tsx";
import { TableSkeleton } from "#components/ui/table-skeleton.tsx";
import type { TeamListItemJson, TeamSortJson } from "#lib/http/resources/teams.ts";

export interface TeamSorting {
  sort: TeamSortJson;
  order: "asc" | "desc";
}

export interface TeamsTableProps {
  /** Undefined while they load. */
  teams: readonly TeamListItemJson[] | undefined;
  sorting: TeamSorting;
  onSort: (sorting: TeamSorting) => void;
  /** Undefined where teams can't be selected. */
  selected: ReadonlySet<string> | undefined;
  onSelect: (selected: ReadonlySet<string>) => void;
  menu: (team: TeamListItemJson) => ReactNode;
}

interface Head {
  id: "name" | "state" | "type" | "requests" | "tokens" | "cost" | "quota" | "created";
  sort?: TeamSortJson;
  align?: "end";
  className?: string;
}

/** The server sorts: a head without `sort` can only be filtered by. */
const heads: readonly Head[] = [
  { id: "name", sort: "name" },
  { id: "state", className: "max-md:hidden" },
  { id: "type", className: "max-lg:hidden" },
  { id: "requests", sort: "requests", align: "end", className: "max-lg:hidden" },
  { id: "tokens", sort: "tokens", align: "end", className: "max-xl:hidden" },
  { id: "cost", sort: "cost", align: "end" },
  { id: "quota", sort: "quota", className: "max-md:hidden" },
  { id: "created", sort: "created", className: "max-2xl:hidden" },
];

/** Not `DataTable`: its rows can be selected, and the server sorts. */
export function TeamsTable({ teams, sorting, onSort, selected, onSelect, menu }: TeamsTableProps) {
  const t = useTranslations("teams.table");
  const all = teams !== undefined && teams.length > 0 && teams.every(({ id }) => selected?.has(id));
  const selectable = selected !== undefined;
  return (
    <Table label={t("label")} aria-busy={teams === undefined}>
      <TableHead>
        <tr>
          {selectable && (
            <TableHeader className="w-px pe-1 max-sm:hidden">
              <Checkbox
                aria-label={t("selectAll")}
                checked={all}
                indeterminate={!all && selected.size > 0}
                disabled={!teams?.length}
                onCheckedChange={(checked) => onSelect(new Set(checked ? teams?.map(({ id }) => id) : []))}
              />
            </TableHeader>
          )}
          {heads.map(({ id, sort, align, className }) => {
            const isSorted = sort === sorting.sort && sorting.order;
            return (
              <TableHeader
                key={id}
                align={align}
                className={className}
                aria-sort={isSorted ? (isSorted === "asc" ? "ascending" : "descending") : undefined}
              >
                {sort ? (
                  <SortButton sorted={isSorted} align={align} onClick={() => onSort(next(sorting, sort))}>
                    {t(id)}
                  </SortButton>
                ) : (
                  t(id)
                )}
              </TableHeader>
            );
          })}
          <TableHeader className="w-px">
            <span className="sr-only">{t("actions")}</span>
          </TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {teams ? (
          teams.map((team) => (
            <TeamRow
              key={team.id}
              team={team}
              selected={selected?.has(team.id)}
              onSelect={(checked) => onSelect(toggled(selected, team.id, checked))}
              menu={menu(team)}
            />
          ))
        ) : (
          <TableSkeleton
            rows={8}
            columns={[
              ...(selectable ? [{ className: "max-sm:hidden", blank: true }] : []),
              ...heads.map(({ className, align }) => ({ className: cn("h-12", className, align && "[&>*]:ms-auto") })),
              { blank: true },
            ]}
          />
        )}
      </TableBody>
    </Table>
  );
}

/** Names begin at A, figures with the highest; the second click turns it round. */
function next(now: TeamSorting, sort: TeamSortJson): TeamSorting {
  if (now.sort === sort) return { sort, order: now.order === "asc" ? "desc" : "asc" };
  return { sort, order: sort === "name" ? "asc" : "desc" };
}

function toggled(selected: ReadonlySet<string> | undefined, id: string, checked: boolean) {
  const after = new Set(selected);
  if (checked) after.add(id);
  else after.delete(id);
  return after;
}
