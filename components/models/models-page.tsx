"use client";

import { Boxes, Pencil, Plug, Plus, Search, SearchX } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo, useState } from "react";
import { errorMessage } from "#components/api-client.ts";
import { formatCount } from "#components/format.ts";
import { ModelDialog } from "#components/models/model-dialog.tsx";
import { ModelsShell } from "#components/models/models-shell.tsx";
import { priceText } from "#components/models/price-text.ts";
import { UnpricedBadge } from "#components/models/unpriced-badge.tsx";
import { useModels, useProviders } from "#components/models/use-models.ts";
import { useToggleEnabled } from "#components/models/use-toggle-enabled.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { ModelJson, ProviderJson } from "#lib/http/resources/models.ts";

type Open = { model: ModelJson | null };

export function ModelsPage() {
  const models = useModels();
  const providers = useProviders();
  const [search, setSearch] = useQueryState("search", parseAsString.withDefault(""));
  const [open, setOpen] = useState<Open | null>(null);
  const toggle = useToggleEnabled<ModelJson>({
    of: "models",
    name: (model) => model.displayName,
    offNote: "Teams can’t use it from now on. Those that had it as their default fall back.",
  });
  const columns = useMemo(
    () => columnsOf({ onEdit: (model) => setOpen({ model }), onToggle: toggle, providers: providers.data ?? [] }),
    [toggle, providers.data],
  );
  const rows = useMemo(() => filter(models.data, search), [models.data, search]);
  const unpriced = models.data?.filter((model) => model.enabled && !isPriced(model)).length ?? 0;
  const noProvider = providers.data?.length === 0;
  const addButton = noProvider ? (
    <ButtonLink variant="primary" href="/models/providers">
      <Plug aria-hidden />
      Add a provider
    </ButtonLink>
  ) : (
    <Button variant="primary" onClick={() => setOpen({ model: null })} disabled={!providers.data}>
      <Plus aria-hidden />
      Add model
    </Button>
  );
  const error = models.error ?? providers.error;
  const failed = (models.isError && !models.data) || (providers.isError && !providers.data);

  return (
    <ModelsShell actions={addButton}>
      <div className="flex flex-col gap-4">
        {unpriced > 0 && (
          <Banner tone="warning" title={unpriced === 1 ? "A model has no price" : `${unpriced} models have no price`}>
            Calls to {unpriced === 1 ? "it are" : "them are"} refused until both prices are set.
          </Banner>
        )}
        <Card flush>
          {failed ? (
            <ErrorState
              title="The models couldn’t be loaded"
              description={errorMessage(error)}
              onRetry={() => Promise.all([models.refetch(), providers.refetch()])}
              retrying={models.isFetching || providers.isFetching}
            />
          ) : (
            <>
              <search className="border-b p-3">
                <Input
                  aria-label="Search models"
                  type="search"
                  prefix={<Search aria-hidden />}
                  placeholder="Search by name, id or provider…"
                  value={search}
                  onValueChange={(value) => setSearch(value || null)}
                  className="w-full sm:w-72"
                />
              </search>
              <DataTable
                label="Models"
                columns={columns}
                rows={rows}
                rowId={(model) => model.id}
                initialSort={{ id: "name", desc: false }}
                empty={
                  search ? (
                    <EmptyState
                      icon={<SearchX />}
                      title="No model matches"
                      action={<Button onClick={() => setSearch(null)}>Clear the search</Button>}
                    />
                  ) : (
                    <EmptyState
                      icon={<Boxes />}
                      title={noProvider ? "Add a provider first" : "Add your first model"}
                      description={
                        noProvider
                          ? "A provider is an OpenAI-compatible API, such as OpenRouter. Its models come after it."
                          : "Give it a public id that teams will use, the provider’s name for it, and its prices."
                      }
                      action={addButton}
                    />
                  )
                }
              />
            </>
          )}
        </Card>
      </div>
      <ModelDialog
        state={open}
        onClose={() => setOpen(null)}
        providers={providers.data ?? []}
        models={models.data ?? []}
      />
    </ModelsShell>
  );
}

function columnsOf(options: {
  providers: readonly ProviderJson[];
  onEdit: (model: ModelJson) => void;
  onToggle: (change: { item: ModelJson; enabled: boolean }) => void;
}): Column<ModelJson>[] {
  const off = new Set(options.providers.filter(({ enabled }) => !enabled).map(({ id }) => id));
  const priorities = new Map(options.providers.map(({ id, priority }) => [id, priority]));
  return [
    {
      id: "name",
      header: "Model",
      // One model at several providers: in the order in which they are asked.
      sortBy: (model) => `${model.displayName} ${priorities.get(model.providerId) ?? 0}`,
      className: "max-w-72",
      cell: (model) => (
        <button
          type="button"
          onClick={() => options.onEdit(model)}
          className="block min-w-0 max-w-full rounded-sm text-start"
        >
          <span className="flex min-w-0 items-center gap-2">
            <span className="truncate font-medium hover:underline">{model.displayName}</span>
            {!isPriced(model) && (
              <Badge tone="warning" className="md:hidden">
                Unpriced
              </Badge>
            )}
          </span>
          <span className="block truncate font-mono text-2xs text-ink-subtle">{model.publicId}</span>
          <span className="block truncate text-2xs text-ink-subtle sm:hidden">{model.providerName}</span>
        </button>
      ),
    },
    {
      id: "provider",
      header: "Provider",
      from: "sm",
      sortBy: (model) => model.providerName,
      cell: (model) => (
        <span className="flex items-center gap-2">
          {model.providerName}
          {off.has(model.providerId) && <Badge>Off</Badge>}
        </span>
      ),
    },
    {
      id: "input",
      header: "Input / 1M",
      align: "end",
      from: "md",
      sortBy: (model) => (model.inputPrice === null ? null : Number(model.inputPrice)),
      cell: (model) => (isPriced(model) ? priceText(model.inputPrice) : <UnpricedBadge />),
    },
    {
      id: "output",
      header: "Output / 1M",
      align: "end",
      from: "md",
      sortBy: (model) => (model.outputPrice === null ? null : Number(model.outputPrice)),
      cell: (model) => (isPriced(model) ? priceText(model.outputPrice) : <span className="text-ink-subtle">–</span>),
    },
    {
      id: "context",
      header: "Context",
      align: "end",
      from: "lg",
      sortBy: (model) => model.contextWindow,
      cell: (model) => formatCount(model.contextWindow),
    },
    {
      id: "fallbacks",
      header: "Fallbacks",
      from: "xl",
      className: "max-w-48",
      cell: (model) =>
        model.fallbacks.length === 0 ? (
          <span className="text-ink-subtle">None</span>
        ) : (
          <span className="block truncate font-mono text-2xs" title={model.fallbacks.join(" → ")}>
            {model.fallbacks.join(" → ")}
          </span>
        ),
    },
    {
      id: "enabled",
      header: "On",
      sortBy: (model) => (model.enabled ? 0 : 1),
      cell: (model) => (
        <Switch
          aria-label={`${model.displayName} at ${model.providerName} is on`}
          checked={model.enabled}
          onCheckedChange={(enabled) => options.onToggle({ item: model, enabled })}
        />
      ),
    },
    {
      id: "edit",
      header: "Edit",
      hideHeader: true,
      align: "end",
      className: "w-px",
      cell: (model) => (
        <IconButton
          size="sm"
          label={`Edit ${model.displayName} at ${model.providerName}`}
          icon={<Pencil aria-hidden />}
          onClick={() => options.onEdit(model)}
        />
      ),
    },
  ];
}

function isPriced(model: ModelJson): model is ModelJson & { inputPrice: string; outputPrice: string } {
  return model.inputPrice !== null && model.outputPrice !== null;
}

function filter(models: readonly ModelJson[] | undefined, search: string) {
  const wanted = search.trim().toLowerCase();
  if (!wanted) return models;
  return models?.filter(({ displayName, publicId, providerName }) =>
    [displayName, publicId, providerName].some((text) => text.toLowerCase().includes(wanted)),
  );
}
