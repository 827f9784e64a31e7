"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { PeriodFilter } from "#components/audit/period-filter.tsx";
import { useActionName, useTargetTypeName } from "#components/audit/use-action-name.ts";
import type { useAuditFilters } from "#components/audit/use-audit-filters.ts";
import { Button } from "#components/ui/button.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import type { AuditFacetsJson } from "#lib/http/resources/audit.ts";

export interface AuditFiltersProps {
  audit: ReturnType<typeof useAuditFilters>;
  teamId: string | undefined;
  /** What the one target is called that is filtered by, where an entry says. */
  targetLabel: string | undefined;
}

type Option = { value: string; label: string; description?: string };

/** By team, person, action, kind of thing, one thing, and time. What there is to choose comes from the log itself. */
export function AuditFilters({ audit, teamId, targetLabel }: AuditFiltersProps) {
  const t = useTranslations("audit.filters");
  const actionName = useActionName();
  const targetTypeName = useTargetTypeName();
  const { filters, set } = audit;
  const facets = useQuery({
    queryKey: ["audit", "facets", teamId],
    queryFn: ({ signal }) => api<AuditFacetsJson>("/audit/facets", { query: { teamId }, signal }),
  });
  const count = (entries: number) => t("entries", { count: entries });
  const withChosen = (options: Option[], value: string | null, label = t("chosen")): Option[] =>
    value && !options.some((option) => option.value === value) ? [{ value, label }, ...options] : options;

  const teams = (facets.data?.teams ?? []).map(({ id, name, entries }) => ({
    ...{ value: id, label: name, description: count(entries) },
  }));
  const actors = (facets.data?.actors ?? []).map(({ id, label, entries }) => ({
    ...{ value: id, label, description: count(entries) },
  }));
  const actions = (facets.data?.actions ?? [])
    .map(({ action, entries }) => ({ value: action, label: actionName(action), description: count(entries) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  const types = (facets.data?.targetTypes ?? [])
    .map(({ targetType, entries }) => ({
      ...{ value: targetType, label: targetTypeName(targetType), description: count(entries) },
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label));

  return (
    <search className="flex flex-wrap items-center gap-2 border-b p-3" aria-label={t("label")}>
      {teamId === undefined && (
        <Filter
          label={t("team")}
          placeholder={t("allTeams")}
          empty={t("noTeam")}
          options={withChosen(teams, filters.team)}
          value={filters.team}
          onChange={(team) => set({ team })}
        />
      )}
      <Filter
        label={t("actor")}
        placeholder={t("anybody")}
        empty={t("nobody")}
        options={withChosen(actors, filters.actor)}
        value={filters.actor}
        onChange={(actor) => set({ actor })}
      />
      <Filter
        label={t("action")}
        placeholder={t("anyAction")}
        options={withChosen(actions, filters.action, filters.action ? actionName(filters.action) : undefined)}
        value={filters.action}
        onChange={(action) => set({ action })}
      />
      <Filter
        label={t("targetType")}
        placeholder={t("anyTarget")}
        options={withChosen(types, filters.type, filters.type ? targetTypeName(filters.type) : undefined)}
        value={filters.type}
        onChange={(type) => set({ type })}
      />
      <PeriodFilter audit={audit} />
      {filters.target && (
        <span className="flex h-8 min-w-0 items-center gap-1 rounded-md bg-accent-soft ps-2.5 pe-1 text-accent-text text-sm">
          <span className="truncate">{targetLabel ? t("one", { name: targetLabel }) : t("oneThing")}</span>
          <button
            type="button"
            aria-label={t("removeOne")}
            onClick={() => set({ target: null })}
            className="grid size-6 shrink-0 place-items-center rounded-sm hover:bg-hover"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </span>
      )}
      {audit.filtered && (
        <Button variant="ghost" size="sm" onClick={audit.clear}>
          <X aria-hidden />
          {t("clear")}
        </Button>
      )}
    </search>
  );
}

function Filter(props: {
  label: string;
  placeholder: string;
  empty?: string;
  options: readonly Option[];
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  return (
    <Combobox
      aria-label={props.label}
      className="w-[calc(50%-0.25rem)] sm:w-44"
      options={props.options}
      value={props.value}
      onValueChange={props.onChange}
      placeholder={props.placeholder}
      clearable={props.value !== null}
      empty={props.empty}
    />
  );
}
