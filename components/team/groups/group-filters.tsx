import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { debounce, type Options } from "nuqs";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";

type State = "all" | "troubled";

export interface GroupFiltersProps {
  filters: { search: string; state: State };
  setFilters: (change: { search?: string | null; state?: State | null }, options?: Options) => unknown;
}

export function GroupFilters({ filters, setFilters }: GroupFiltersProps) {
  const t = useTranslations("groups.filters");
  return (
    <search className="flex flex-wrap items-center gap-2 border-y p-3" aria-label={t("label")}>
      <Input
        aria-label={t("search")}
        type="search"
        prefix={<Search aria-hidden />}
        placeholder={t("searchHint")}
        value={filters.search}
        onValueChange={(value) =>
          setFilters({ search: value || null }, { limitUrlUpdates: value ? debounce(250) : undefined })
        }
        className="w-full sm:w-64"
      />
      <Segmented
        label={t("state")}
        value={filters.state}
        onValueChange={(state) => setFilters({ state })}
        options={[
          { value: "all", label: t("all") },
          { value: "troubled", label: t("troubled") },
        ]}
      />
    </search>
  );
}
