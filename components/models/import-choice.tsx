"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { PackageOpen, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { errorMessage } from "#components/api-client.ts";
import { useFailureText } from "#components/models/use-failure-text.ts";
import { usePriceText } from "#components/models/use-price-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Input } from "#components/ui/input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";
import type { OfferedModelJson, OfferedModelsJson, ProviderJson } from "#lib/http/resources/models.ts";

export interface ImportChoiceProps {
  provider: ProviderJson;
  offered: UseQueryResult<OfferedModelsJson>;
  /** Upstream names. */
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** More rows make a dialog slow, and nobody reads them. */
const MOST_ROWS = 300;

/** What a provider lists, to choose from. */
export function ImportChoice({ provider, offered, chosen, onChange }: ImportChoiceProps) {
  const t = useTranslations("models.import");
  const failureText = useFailureText();
  const { data, isFetching } = offered;
  if (isFetching && !data?.models.length) {
    return (
      <div role="status" className="flex flex-col gap-3">
        <p className="text-ink-muted text-sm">{t("loading", { name: provider.name })}</p>
        {["one", "two", "three", "four"].map((row) => (
          <Skeleton key={row} className="h-9" />
        ))}
      </div>
    );
  }
  if (!data || data.failure) {
    const failure = data?.failure;
    return (
      <Banner
        tone="danger"
        title={failure ? t("failedTitle", { name: provider.name }) : t("loadFailed")}
        actions={
          <Button size="sm" onClick={() => offered.refetch()}>
            {t("retry")}
          </Button>
        }
      >
        <p>{failure ? failureText(failure.kind, "long") : errorMessage(offered.error)}</p>
        {failure?.said && (
          <p>
            <bdi>{failure.said}</bdi>
          </p>
        )}
        {failure && <p className="mt-1">{t("byHand")}</p>}
      </Banner>
    );
  }
  if (data.models.length === 0) {
    return <EmptyState icon={<PackageOpen />} title={t("empty")} description={t("byHand")} />;
  }
  return <Choice models={data.models} chosen={chosen} onChange={onChange} />;
}

function Choice(props: { models: readonly OfferedModelJson[] } & Pick<ImportChoiceProps, "chosen" | "onChange">) {
  const { models, chosen, onChange } = props;
  const t = useTranslations("models.import");
  const [search, setSearch] = useState("");
  const matching = useMemo(() => filter(models, search), [models, search]);
  const free = matching.filter(({ present }) => !present);
  const chosenHere = free.filter(({ upstreamName }) => chosen.has(upstreamName)).length;

  function set(names: readonly string[], isChosen: boolean) {
    const next = new Set(chosen);
    for (const name of names) isChosen ? next.add(name) : next.delete(name);
    onChange(next);
  }

  return (
    <>
      <Input
        type="search"
        aria-label={t("search")}
        prefix={<Search aria-hidden />}
        placeholder={t("searchPlaceholder", { count: models.length })}
        value={search}
        onValueChange={setSearch}
      />
      <div className="overflow-hidden rounded-lg border">
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox of the kit is inside */}
        <label className="flex items-center gap-3 border-b bg-canvas px-3 py-2 font-medium text-ink-muted text-xs dark:bg-sunken">
          <Checkbox
            disabled={free.length === 0}
            checked={free.length > 0 && chosenHere === free.length}
            indeterminate={chosenHere > 0 && chosenHere < free.length}
            onCheckedChange={(all) =>
              set(
                free.map(({ upstreamName }) => upstreamName),
                all,
              )
            }
          />
          {t("selectAll", { count: free.length })}
        </label>
        {matching.length === 0 ? (
          <p className="px-3 py-6 text-center text-ink-subtle text-sm">{t("noMatch")}</p>
        ) : (
          <ul className="divide-y divide-line">
            {matching.slice(0, MOST_ROWS).map((model) => (
              <li key={model.upstreamName}>
                <Offered
                  model={model}
                  chosen={chosen.has(model.upstreamName)}
                  onChange={(isChosen) => set([model.upstreamName], isChosen)}
                />
              </li>
            ))}
          </ul>
        )}
        {matching.length > MOST_ROWS && (
          <p className="border-t px-3 py-2 text-ink-subtle text-xs">
            {t("more", { count: matching.length - MOST_ROWS })}
          </p>
        )}
      </div>
    </>
  );
}

function Offered(props: { model: OfferedModelJson; chosen: boolean; onChange: (chosen: boolean) => void }) {
  const { model, chosen, onChange } = props;
  const t = useTranslations("models.import");
  const format = useFormat();
  const price = usePriceText();
  const { upstreamName, displayName, present, contextWindow, inputPrice, outputPrice } = model;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox of the kit is inside
    <label className="flex min-h-10 items-center gap-3 px-3 py-1.5 hover:bg-hover has-data-disabled:opacity-70">
      <Checkbox checked={present || chosen} disabled={present} onCheckedChange={onChange} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-mono text-xs">
          <bdi>{upstreamName}</bdi>
        </span>
        {displayName !== upstreamName && (
          <span className="block truncate text-ink-subtle text-xs">
            <bdi>{displayName}</bdi>
          </span>
        )}
      </span>
      <span className="tnum shrink-0 text-end text-2xs text-ink-subtle max-sm:hidden">
        {inputPrice !== null && outputPrice !== null && (
          <span className="block">{t("priced", { input: price(inputPrice), output: price(outputPrice) })}</span>
        )}
        {contextWindow !== null && (
          <span className="block">{t("context", { count: format.count(contextWindow) })}</span>
        )}
      </span>
      {present && <Badge>{t("present")}</Badge>}
    </label>
  );
}

function filter(models: readonly OfferedModelJson[], search: string) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return models.filter(({ upstreamName, displayName }) => {
    const text = `${upstreamName} ${displayName}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
