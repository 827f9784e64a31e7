"use client";

import { Boxes, Plug, Plus, Search, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { errorMessage } from "#components/api-client.ts";
import { ChainDialog } from "#components/models/chain-dialog.tsx";
import { isPriced, useModelColumns } from "#components/models/model-columns.tsx";
import { ModelDialog } from "#components/models/model-dialog.tsx";
import { ModelsShell } from "#components/models/models-shell.tsx";
import { TestDialog } from "#components/models/test-dialog.tsx";
import { useDialog } from "#components/models/use-dialog.ts";
import { useModels, useProviders } from "#components/models/use-models.ts";
import { useTestCall } from "#components/models/use-test-call.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Input } from "#components/ui/input.tsx";
import type { ModelJson } from "#lib/http/resources/models.ts";

export function ModelsPage() {
  const t = useTranslations("models.list");
  const models = useModels();
  const providers = useProviders();
  const [search, setSearch] = useQueryState("search", parseAsString.withDefault(""));
  const editing = useDialog<ModelJson | null>();
  const ordering = useDialog<string>();
  const testing = useDialog<ModelJson>();
  const test = useTestCall();
  const columns = useModelColumns({
    models: models.data,
    providers: providers.data,
    onEdit: editing.show,
    onOrder: (model) => ordering.show(model.publicId),
    onTest(model) {
      testing.show(model);
      test.mutate(model);
    },
  });
  const rows = useMemo(() => filter(models.data, search), [models.data, search]);
  const unpriced = models.data?.filter((model) => model.enabled && !isPriced(model)).length ?? 0;
  const noProvider = providers.data?.length === 0;
  const addButton = noProvider ? (
    <ButtonLink variant="primary" href="/models/providers">
      <Plug aria-hidden />
      {t("addProvider")}
    </ButtonLink>
  ) : (
    <Button variant="primary" onClick={() => editing.show(null)} disabled={!providers.data}>
      <Plus aria-hidden />
      {t("add")}
    </Button>
  );
  const failed = (models.isError && !models.data) || (providers.isError && !providers.data);

  return (
    <ModelsShell actions={addButton}>
      <div className="flex flex-col gap-4">
        {unpriced > 0 && (
          <Banner tone="warning" title={t("unpricedTitle", { count: unpriced })}>
            {t("unpricedText", { count: unpriced })}
          </Banner>
        )}
        <Card flush>
          {failed ? (
            <ErrorState
              title={t("loadFailed")}
              description={errorMessage(models.error ?? providers.error)}
              onRetry={() => Promise.all([models.refetch(), providers.refetch()])}
              retrying={models.isFetching || providers.isFetching}
            />
          ) : (
            <>
              <search className="border-b p-3">
                <Input
                  aria-label={t("search")}
                  type="search"
                  prefix={<Search aria-hidden />}
                  placeholder={t("searchPlaceholder")}
                  value={search}
                  onValueChange={(value) => setSearch(value || null)}
                  className="w-full sm:w-72"
                />
              </search>
              <DataTable
                label={t("label")}
                columns={columns}
                rows={rows}
                rowId={(model) => model.id}
                initialSort={{ id: "name", desc: false }}
                empty={
                  search ? (
                    <EmptyState
                      icon={<SearchX />}
                      title={t("noMatch")}
                      action={<Button onClick={() => setSearch(null)}>{t("clearSearch")}</Button>}
                    />
                  ) : (
                    <EmptyState
                      icon={<Boxes />}
                      title={noProvider ? t("emptyNoProvider") : t("empty")}
                      description={noProvider ? t("emptyNoProviderText") : t("emptyText")}
                      action={addButton}
                    />
                  )
                }
              />
            </>
          )}
        </Card>
      </div>
      {editing.item !== undefined && (
        <ModelDialog
          key={`edit-${editing.key}`}
          model={editing.item}
          providers={providers.data ?? []}
          open={editing.open}
          onOpenChange={editing.onOpenChange}
        />
      )}
      {ordering.item && (
        <ChainDialog
          key={`order-${ordering.key}`}
          publicId={ordering.item}
          models={models.data ?? []}
          providers={providers.data ?? []}
          open={ordering.open}
          onOpenChange={ordering.onOpenChange}
        />
      )}
      {testing.item && (
        <TestDialog
          key={`test-${testing.key}`}
          model={testing.item}
          test={test}
          open={testing.open}
          onOpenChange={testing.onOpenChange}
        />
      )}
    </ModelsShell>
  );
}

function filter(models: readonly ModelJson[] | undefined, search: string) {
  const wanted = search.trim().toLowerCase();
  if (!wanted) return models;
  return models?.filter(({ displayName, publicId, providerName }) =>
    [displayName, publicId, providerName].some((text) => text.toLowerCase().includes(wanted)),
  );
}
