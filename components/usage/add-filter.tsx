"use client";

import { ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Select } from "#components/ui/select.tsx";
import { FilterChoices } from "#components/usage/filter-choices.tsx";
import { FILTERS, type Filter, type useExplorer } from "#components/usage/use-explorer.ts";
import type { Range } from "#components/usage/use-range.ts";

export interface AddFilterProps {
  explorer: ReturnType<typeof useExplorer>;
  range: Range;
}

/** Narrows the figures to one team, key, end user, model or channel of those in the range. */
export function AddFilter({ explorer, range }: AddFilterProps) {
  const t = useTranslations("usage");
  const [open, setOpen] = useState(false);
  const free = FILTERS.filter((filter) => explorer.filters[filter] === null);
  const [chosen, setChosen] = useState<Filter>("team");
  const filter = free.includes(chosen) ? chosen : free[0];
  if (!filter) return null;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      label={t("filters.add")}
      align="start"
      className="flex w-80 flex-col gap-2 p-3"
      trigger={
        <Button>
          <ListFilter aria-hidden />
          {t("filters.add")}
        </Button>
      }
    >
      <Select
        aria-label={t("filters.by")}
        value={filter}
        onValueChange={setChosen}
        options={free.map((value) => ({ value, label: t(`groups.${value}`) }))}
      />
      <FilterChoices
        key={filter}
        filter={filter}
        query={{ ...explorer.query, from: range.from, to: range.to }}
        onChoose={(value) => {
          setOpen(false);
          explorer.setFilter(filter, value);
        }}
      />
    </Popover>
  );
}
