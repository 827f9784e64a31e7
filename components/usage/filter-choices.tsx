"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api, errorMessage } from "#components/api-client.ts";
import { useDebounced } from "#components/teams/use-debounced.ts";
import { cn } from "#components/ui/cn.ts";
import { listItem } from "#components/ui/control.ts";
import { Input } from "#components/ui/input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { channelName } from "#components/usage/channel-name.ts";
import type { Filter } from "#components/usage/use-explorer.ts";
import { useFormat } from "#components/use-format.ts";
import type { Page } from "#lib/http/resources/common.ts";
import type { EndUserJson } from "#lib/http/resources/end-users.ts";
import type { UsageReportJson } from "#lib/http/resources/usage.ts";

/** The dearest of the range; past these, search or group by it. */
const MOST_CHOICES = 100;

export interface FilterChoicesProps {
  filter: Filter;
  query: { teamId: string | null; from: string; to: string } & Record<string, string | null>;
  onChoose: (value: string) => void;
}

/** What one may filter by, dearest first. The end users of one team are searched on the server, for there may be millions. */
export function FilterChoices({ filter, query, onChoose }: FilterChoicesProps) {
  const t = useTranslations("usage.filters");
  const format = useFormat();
  const [search, setSearch] = useState("");
  const wanted = useDebounced(search.trim(), 250);
  const onServer = filter === "endUser" && query.teamId !== null && wanted !== "";
  const choices = useQuery({
    queryKey: ["usage", "choices", filter, query, onServer && wanted],
    queryFn: ({ signal }) =>
      onServer ? findEndUsers(query.teamId, wanted, signal) : loadChoices(filter, query, signal),
  });
  const shown = choices.data?.filter(({ label }) => onServer || label.toLowerCase().includes(search.toLowerCase()));
  return (
    <>
      <Input
        aria-label={t("search")}
        placeholder={t("search")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        autoFocus
      />
      {choices.isError ? (
        <p role="alert" className="px-2 py-3 text-danger-text text-sm">
          {errorMessage(choices.error)}
        </p>
      ) : !shown ? (
        <div role="status" aria-label={t("loading")} className="flex flex-col gap-2 p-2">
          <Skeleton className="h-5" />
          <Skeleton className="h-5" />
          <Skeleton className="h-5" />
        </div>
      ) : shown.length === 0 ? (
        <p className="px-2 py-3 text-ink-subtle text-sm">{t("nothing")}</p>
      ) : (
        <ul className="-mx-1 max-h-64 overflow-y-auto">
          {shown.map(({ value, label, costNano }) => (
            <li key={value}>
              <button
                type="button"
                onClick={() => onChoose(value)}
                className={cn(listItem, "w-full text-start -outline-offset-2 hover:bg-hover focus-visible:outline-2")}
              >
                <span className="min-w-0 flex-1 truncate">
                  <bdi>{label}</bdi>
                </span>
                {costNano && (
                  <span className="tnum shrink-0 text-ink-subtle text-xs">
                    {format.usd(costNano, { compact: true })}
                  </span>
                )}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface Choice {
  value: string;
  label: string;
  costNano?: string;
}

async function loadChoices(
  filter: Filter,
  query: FilterChoicesProps["query"],
  signal: AbortSignal,
): Promise<readonly Choice[]> {
  const { rows } = await api<UsageReportJson>("/usage", {
    query: { ...query, groupBy: filter, sort: "cost", order: "desc", limit: MOST_CHOICES },
    signal,
  });
  return rows.flatMap(({ group, label, costNano }) =>
    group === null ? [] : [{ value: group, label: filter === "channel" ? channelName(label) : label, costNano }],
  );
}

async function findEndUsers(teamId: string | null, q: string, signal: AbortSignal): Promise<readonly Choice[]> {
  const { items } = await api<Page<EndUserJson>>("/end-users", { query: { teamId, q, limit: 50 }, signal });
  return items.map(({ id, name, externalId }) => ({ value: id, label: name ?? externalId }));
}
