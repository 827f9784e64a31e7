"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useDebounced } from "#components/teams/use-debounced.ts";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";

const parsers = {
  search: parseAsString.withDefault(""),
  type: parseAsStringLiteral(["any", "public", "private"]).withDefault("any"),
  active: parseAsStringLiteral(["any", "true", "false"]).withDefault("any"),
  sort: parseAsStringLiteral(["name", "created", "requests", "tokens", "cost", "quota"]).withDefault("name"),
  order: parseAsStringLiteral(["asc", "desc"]).withDefault("asc"),
};

/** What the list of teams is asked for, kept in the address. */
export function useTeamFilters() {
  const [filters, setFilters] = useQueryStates(parsers);
  const search = useDebounced(filters.search.trim().slice(0, 100), 200);
  const { sort, order } = filters;
  const type = filters.type === "any" ? null : filters.type;
  const active = filters.active === "any" ? null : filters.active;
  return {
    filters,
    setFilters,
    query: { search, type, active, sort, order },
    isFiltered: search !== "" || type !== null || active !== null,
    clear: () => setFilters({ search: null, type: null, active: null }),
  };
}

export function TeamFilters({
  filters,
  setFilters,
}: Pick<ReturnType<typeof useTeamFilters>, "filters" | "setFilters">) {
  const t = useTranslations("teams");
  return (
    <search className="flex flex-wrap gap-2 border-b p-3">
      <Input
        aria-label={t("filters.search")}
        type="search"
        prefix={<Search aria-hidden />}
        placeholder={t("filters.searchHint")}
        value={filters.search}
        onValueChange={(value) =>
          setFilters({ search: value || null }, { limitUrlUpdates: value ? debounce(250) : undefined })
        }
        className="w-full sm:w-64"
      />
      <Select
        aria-label={t("filters.type")}
        className="w-36 flex-1 sm:w-44 sm:flex-none"
        value={filters.type}
        onValueChange={(type) => setFilters({ type })}
        options={[
          { value: "any", label: t("filters.anyType") },
          { value: "public", label: t("types.public") },
          { value: "private", label: t("types.private") },
        ]}
      />
      <Select
        aria-label={t("filters.state")}
        className="w-36 flex-1 sm:w-44 sm:flex-none"
        value={filters.active}
        onValueChange={(active) => setFilters({ active })}
        options={[
          { value: "any", label: t("filters.anyState") },
          { value: "true", label: t("states.active") },
          { value: "false", label: t("states.off") },
        ]}
      />
    </search>
  );
}
