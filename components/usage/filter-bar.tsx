"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Select } from "#components/ui/select.tsx";
import { AddFilter } from "#components/usage/add-filter.tsx";
import { channelName } from "#components/usage/channel-name.ts";
import { GROUPS } from "#components/usage/group-by.ts";
import { FILTERS, type Filter, STATUSES, type useExplorer } from "#components/usage/use-explorer.ts";
import type { Range } from "#components/usage/use-range.ts";
import type { UsageReportJson } from "#lib/http/resources/usage.ts";

export interface FilterBarProps {
  explorer: ReturnType<typeof useExplorer>;
  range: Range;
  /** What the filters' ids are called; undefined while it loads. */
  names: UsageReportJson["filters"] | undefined;
}

/** What narrows the figures, each part taken away with a click, and what they are grouped by. */
export function FilterBar({ explorer, range, names }: FilterBarProps) {
  const t = useTranslations("usage");
  const { filters, groupBy, status } = explorer;
  const nameOf = (filter: Filter, value: string) => {
    if (filter === "channel") return channelName(value);
    if (filter === "model") return value;
    return names?.[`${filter}Name`] ?? "…";
  };
  return (
    <search aria-label={t("filters.label")} className="flex flex-wrap items-center gap-2">
      {FILTERS.map((filter) => {
        const value = filters[filter];
        return (
          value && (
            <FilterChip
              key={filter}
              label={t(`groups.${filter}`)}
              value={nameOf(filter, value)}
              onRemove={() => explorer.setFilter(filter, null)}
            />
          )
        );
      })}
      <AddFilter explorer={explorer} range={range} />
      {groupBy === "turn" && (
        <Select
          aria-label={t("turns.statusLabel")}
          className="w-40"
          value={status ?? "all"}
          onValueChange={(next) => explorer.setStatus(next === "all" ? null : next)}
          options={[
            { value: "all", label: t("turns.anyStatus") },
            ...STATUSES.map((value) => ({ value, label: t(`turns.status.${value}`) })),
          ]}
        />
      )}
      <Select
        aria-label={t("groupBy")}
        className="w-44"
        value={groupBy}
        onValueChange={explorer.setGroupBy}
        options={GROUPS.map((value) => ({ value, label: t(`by.${value}`) }))}
      />
    </search>
  );
}

function FilterChip({ label, value, onRemove }: { label: string; value: string; onRemove: () => void }) {
  const t = useTranslations("usage.filters");
  return (
    <span className="inline-flex h-8 max-w-64 items-center gap-1.5 rounded-md border border-line-strong bg-surface ps-2.5 text-sm shadow-control dark:bg-raised">
      <span className="shrink-0 text-ink-muted">{label}</span>
      <span className="truncate font-medium">
        <bdi>{value}</bdi>
      </span>
      <button
        type="button"
        aria-label={t("remove", { label, value })}
        onClick={onRemove}
        className="grid h-full w-7 shrink-0 place-items-center rounded-e-md text-ink-subtle hover:bg-hover hover:text-ink"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  );
}
