"use client";

import { Ellipsis, ListOrdered, Pencil, Zap } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { fallbacksOf, orderRoutes } from "#components/models/order-routes.ts";
import { UnpricedBadge } from "#components/models/unpriced-badge.tsx";
import { usePriceText } from "#components/models/use-price-text.ts";
import { useToggleEnabled } from "#components/models/use-toggle-enabled.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { DropdownMenu, MenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { useFormat } from "#components/use-format.ts";
import type { ModelJson, ProviderJson } from "#lib/http/resources/models.ts";

export interface ModelColumnsOptions {
  models: readonly ModelJson[] | undefined;
  providers: readonly ProviderJson[] | undefined;
  onEdit: (model: ModelJson) => void;
  onOrder: (model: ModelJson) => void;
  onTest: (model: ModelJson) => void;
}

export function useModelColumns(options: ModelColumnsOptions): Column<ModelJson>[] {
  const { models, providers, onEdit, onOrder, onTest } = options;
  const t = useTranslations("models.list");
  const words = useTranslations("models");
  const format = useFormat();
  const price = usePriceText();
  const toggle = useToggleEnabled<ModelJson>({
    of: "models",
    name: (model) => model.displayName,
    offNote: t("offNote"),
  });
  const chains = useMemo(() => chainsOf(models ?? [], providers ?? []), [models, providers]);
  const off = new Set(providers?.filter(({ enabled }) => !enabled).map(({ id }) => id));
  const where = ({ displayName, providerName }: ModelJson) => ({ model: displayName, provider: providerName });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the handlers change with every render, and do the same
  return useMemo<Column<ModelJson>[]>(
    () => [
      {
        id: "name",
        header: t("columns.model"),
        // One model at several providers: in the order in which they are asked.
        sortBy: (model) => `${model.displayName} ${chains.get(model.id)?.place ?? 0}`,
        className: "max-w-72 max-sm:max-w-44",
        cell: (model) => (
          <button
            type="button"
            onClick={() => onEdit(model)}
            className="block min-w-0 max-w-full rounded-sm text-start"
          >
            <span className="flex min-w-0 items-center gap-2">
              <span className="truncate font-medium hover:underline">
                <bdi>{model.displayName}</bdi>
              </span>
              {!isPriced(model) && (
                <Badge tone="warning" className="md:hidden">
                  {words("unpriced.badge")}
                </Badge>
              )}
            </span>
            <span className="block truncate font-mono text-2xs text-ink-subtle">
              <bdi>{model.publicId}</bdi>
            </span>
            <span className="block truncate text-2xs text-ink-subtle sm:hidden">
              <bdi>{model.providerName}</bdi>
            </span>
            {isPriced(model) && (
              <span className="tnum block truncate text-2xs text-ink-subtle md:hidden">
                {words("chain.prices", { input: price(model.inputPrice), output: price(model.outputPrice) })}
              </span>
            )}
          </button>
        ),
      },
      {
        id: "provider",
        header: t("columns.provider"),
        from: "sm",
        sortBy: (model) => model.providerName,
        cell: (model) => {
          const { place = 1, count = 1 } = chains.get(model.id) ?? {};
          return (
            <span className="flex items-center gap-2">
              <bdi>{model.providerName}</bdi>
              {off.has(model.providerId) && <Badge>{words("off")}</Badge>}
              {count > 1 && (
                <Badge tone="outline" title={t("placeHint", { place, count })}>
                  {t("place", { place: format.count(place), count: format.count(count) })}
                </Badge>
              )}
            </span>
          );
        },
      },
      {
        id: "input",
        header: t("columns.input"),
        align: "end",
        from: "md",
        sortBy: (model) => (model.inputPrice === null ? null : Number(model.inputPrice)),
        cell: (model) => (isPriced(model) ? price(model.inputPrice) : <UnpricedBadge />),
      },
      {
        id: "output",
        header: t("columns.output"),
        align: "end",
        from: "md",
        sortBy: (model) => (model.outputPrice === null ? null : Number(model.outputPrice)),
        cell: (model) => (isPriced(model) ? price(model.outputPrice) : <span className="text-ink-subtle">–</span>),
      },
      {
        id: "context",
        header: t("columns.context"),
        align: "end",
        from: "lg",
        sortBy: (model) => model.contextWindow,
        cell: (model) => format.count(model.contextWindow),
      },
      {
        id: "fallbacks",
        header: t("columns.fallbacks"),
        from: "lg",
        className: "max-w-56",
        cell: (model) => {
          const fallbacks = chains.get(model.id)?.fallbacks ?? [];
          return (
            <button
              type="button"
              onClick={() => onOrder(model)}
              title={fallbacks.join(" → ") || undefined}
              className="block max-w-full truncate rounded-sm text-start text-xs hover:underline"
            >
              {fallbacks.length === 0 ? (
                <span className="text-ink-subtle">{words("none")}</span>
              ) : (
                <bdi className="font-mono text-2xs">{fallbacks.join(" → ")}</bdi>
              )}
              <span className="sr-only">. {t("chainOf", { model: model.displayName })}</span>
            </button>
          );
        },
      },
      {
        id: "enabled",
        header: t("columns.on"),
        sortBy: (model) => (model.enabled ? 0 : 1),
        cell: (model) => (
          <Switch
            aria-label={t("isOn", where(model))}
            checked={model.enabled}
            onCheckedChange={(enabled) => toggle({ item: model, enabled })}
          />
        ),
      },
      {
        id: "actions",
        header: t("columns.actions"),
        hideHeader: true,
        align: "end",
        className: "w-px",
        cell: (model) => (
          <DropdownMenu
            trigger={
              <IconButton
                size="sm"
                tooltip={false}
                label={t("actionsOf", where(model))}
                icon={<Ellipsis aria-hidden />}
              />
            }
          >
            <MenuItem icon={<Zap aria-hidden />} onSelect={() => onTest(model)}>
              {t("actions.test")}
            </MenuItem>
            <MenuItem icon={<ListOrdered aria-hidden />} onSelect={() => onOrder(model)}>
              {t("actions.chain")}
            </MenuItem>
            <MenuItem icon={<Pencil aria-hidden />} onSelect={() => onEdit(model)}>
              {t("actions.edit")}
            </MenuItem>
          </DropdownMenu>
        ),
      },
    ],
    [t, words, format, price, chains, providers],
  );
}

export function isPriced(model: ModelJson): model is ModelJson & { inputPrice: string; outputPrice: string } {
  return model.inputPrice !== null && model.outputPrice !== null;
}

/** By model id: its place among the providers of its public id, and what is asked after all of them. */
function chainsOf(models: readonly ModelJson[], providers: readonly ProviderJson[]) {
  const chains = new Map<string, { place: number; count: number; fallbacks: string[] }>();
  for (const group of Map.groupBy(models, ({ publicId }) => publicId).values()) {
    const routes = orderRoutes(group, providers);
    const fallbacks = fallbacksOf(routes);
    routes.forEach(({ id }, index) => {
      chains.set(id, { place: index + 1, count: routes.length, fallbacks });
    });
  }
  return chains;
}
