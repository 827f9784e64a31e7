"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plug, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { api, errorMessage } from "#components/api-client.ts";
import { ImportDialog } from "#components/models/import-dialog.tsx";
import { ModelsShell } from "#components/models/models-shell.tsx";
import { ProviderDialog } from "#components/models/provider-dialog.tsx";
import { ProviderRow } from "#components/models/provider-row.tsx";
import { SortableList } from "#components/models/sortable-list.tsx";
import { useDialog } from "#components/models/use-dialog.ts";
import { useModels, useProviderHealth, useProviders } from "#components/models/use-models.ts";
import { useToggleEnabled } from "#components/models/use-toggle-enabled.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ProviderJson } from "#lib/http/resources/models.ts";

export function ProvidersPage() {
  const t = useTranslations("models.providers");
  const providers = useProviders();
  const models = useModels();
  const health = useProviderHealth();
  const editing = useDialog<ProviderJson | null>();
  const importing = useDialog<ProviderJson>();
  const reorder = useReorder();
  const toggle = useToggleEnabled<ProviderJson>({
    of: "providers",
    name: (provider) => provider.name,
    offNote: t("offNote"),
  });
  const ordered = useMemo(
    () => providers.data?.toSorted((a, b) => a.priority - b.priority || (a.name < b.name ? -1 : 1)),
    [providers.data],
  );
  const counts = useMemo(() => models.data && Map.groupBy(models.data, ({ providerId }) => providerId), [models.data]);
  const addButton = (
    <Button variant="primary" onClick={() => editing.show(null)}>
      <Plus aria-hidden />
      {t("add")}
    </Button>
  );
  return (
    <ModelsShell actions={addButton}>
      <Card flush>
        {providers.isError && !ordered ? (
          <ErrorState
            title={t("loadFailed")}
            description={errorMessage(providers.error)}
            onRetry={() => providers.refetch()}
            retrying={providers.isFetching}
          />
        ) : ordered === undefined ? (
          <div role="status" aria-label={t("loading")} className="divide-y divide-line">
            {["one", "two", "three"].map((row) => (
              <div key={row} className="flex items-center gap-4 px-4 py-4">
                <Skeleton className="h-8 w-56" />
                <Skeleton className="h-8 w-40" />
                <Skeleton className="ms-auto w-16" />
              </div>
            ))}
          </div>
        ) : ordered.length === 0 ? (
          <EmptyState icon={<Plug />} title={t("empty")} description={t("emptyText")} action={addButton} />
        ) : (
          <>
            {ordered.length > 1 && (
              <p className="border-b bg-canvas px-4 py-2 text-ink-muted text-xs dark:bg-sunken">{t("orderHint")}</p>
            )}
            <SortableList label={t("label")} items={ordered} onReorder={(ids) => reorder(ids, ordered)}>
              {(provider) => (
                <ProviderRow
                  provider={provider}
                  models={counts && (counts.get(provider.id)?.length ?? 0)}
                  health={health.data?.get(provider.id)}
                  healthFailed={health.isError || Boolean(health.data)}
                  onEdit={() => editing.show(provider)}
                  onImport={() => importing.show(provider)}
                  onToggle={(enabled) => toggle({ item: provider, enabled })}
                />
              )}
            </SortableList>
          </>
        )}
      </Card>
      {editing.item !== undefined && (
        <ProviderDialog
          key={`edit-${editing.key}`}
          provider={editing.item}
          nextPriority={Math.min(10_000, Math.max(0, ...(ordered ?? []).map(({ priority }) => priority)) + 10)}
          open={editing.open}
          onOpenChange={editing.onOpenChange}
          onAdded={importing.show}
        />
      )}
      {importing.item && (
        <ImportDialog
          key={`import-${importing.key}`}
          provider={importing.item}
          open={importing.open}
          onOpenChange={importing.onOpenChange}
        />
      )}
    </ModelsShell>
  );
}

/** Saves the order of the providers: shown at once, taken back if it fails, undone from the toast. */
function useReorder() {
  const t = useTranslations("models");
  const queryClient = useQueryClient();
  const queryKey = ["providers"];
  const mutation = useMutation({
    mutationFn: ({ ids }: { ids: string[]; before: string[] | null }) =>
      api<void>("/providers/order", { body: { providerIds: ids } }),
    meta: { errorToast: t("chain.failed") },
    onMutate: async ({ ids }) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData<ProviderJson[]>(queryKey);
      queryClient.setQueryData<ProviderJson[]>(queryKey, (providers) =>
        providers?.map((provider) => ({ ...provider, priority: (ids.indexOf(provider.id) + 1) * 10 })),
      );
      return { before };
    },
    onError: (_error, _variables, context) => queryClient.setQueryData(queryKey, context?.before),
    onSuccess: (_saved, { before }) => {
      toast.success(t("providers.orderSaved"), {
        id: "provider-order",
        ...(before && {
          action: { label: t("undo"), onClick: () => mutation.mutate({ ids: before, before: null }) },
        }),
      });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  return (ids: string[], before: readonly ProviderJson[]) =>
    mutation.mutate({ ids, before: before.map(({ id }) => id) });
}
