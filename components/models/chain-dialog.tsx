"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { fallbacksOf, orderRoutes } from "#components/models/order-routes.ts";
import { SortableList } from "#components/models/sortable-list.tsx";
import { usePriceText } from "#components/models/use-price-text.ts";
import { useSaveChain } from "#components/models/use-save-chain.ts";
import { Button } from "#components/ui/button.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Section } from "#components/ui/section.tsx";
import { useFormat } from "#components/use-format.ts";
import type { ModelJson, ProviderJson } from "#lib/http/resources/models.ts";

export interface ChainDialogProps {
  publicId: string;
  models: readonly ModelJson[];
  providers: readonly ProviderJson[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Who is asked for one model, in order: its providers, then other models. Every change is saved at once. */
export function ChainDialog({ publicId, models, providers, open, onOpenChange }: ChainDialogProps) {
  const t = useTranslations("models.chain");
  const common = useTranslations("common");
  const name = models.find((model) => model.publicId === publicId)?.displayName ?? publicId;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title", { name })} description={t("description")}>
      <DialogBody className="gap-6">
        <Providers publicId={publicId} name={name} models={models} providers={providers} />
        <Fallbacks publicId={publicId} name={name} models={models} providers={providers} />
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>{common("close")}</Button>} />
      </DialogFooter>
    </Dialog>
  );
}

type PartProps = Pick<ChainDialogProps, "publicId" | "models" | "providers"> & { name: string };

function Providers({ publicId, name, models, providers }: PartProps) {
  const t = useTranslations("models.chain");
  const price = usePriceText();
  const save = useSaveChain({ publicId, name });
  const routes = useRoutes(publicId, models, providers);
  const off = new Set(providers.filter(({ enabled }) => !enabled).map(({ id }) => id));
  const isOwn = routes.some(({ position }) => position !== null);
  const current = isOwn ? routes.map(({ id }) => id) : null;
  return (
    <Section
      title={t("providers")}
      description={routes.length < 2 ? t("oneProvider") : isOwn ? t("ownOrder") : t("followsPriority")}
      actions={
        isOwn && (
          <Button size="sm" onClick={() => save({ modelIds: null }, { modelIds: current })}>
            {t("resetOrder")}
          </Button>
        )
      }
    >
      <div className="overflow-hidden rounded-lg border">
        <SortableList
          label={t("providers")}
          items={routes.map((route) => ({ ...route, name: route.providerName }))}
          onReorder={(modelIds) => save({ modelIds }, { modelIds: current })}
        >
          {(route, place) => (
            <>
              <Place place={place} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">
                  <bdi>{route.providerName}</bdi>
                </span>
                <span className="block truncate text-ink-subtle text-xs">
                  {!route.enabled || off.has(route.providerId)
                    ? t("isOff")
                    : route.inputPrice === null || route.outputPrice === null
                      ? t("unpriced")
                      : t("prices", { input: price(route.inputPrice), output: price(route.outputPrice) })}
                </span>
              </span>
            </>
          )}
        </SortableList>
      </div>
    </Section>
  );
}

function Fallbacks({ publicId, name, models, providers }: PartProps) {
  const t = useTranslations("models.chain");
  const save = useSaveChain({ publicId, name });
  const fallbacks = fallbacksOf(useRoutes(publicId, models, providers));
  const names = useMemo(() => new Map(models.map((model) => [model.publicId, model.displayName])), [models]);
  const options = [...names]
    .filter(([id]) => id !== publicId && !fallbacks.includes(id))
    .map(([value, description]) => ({ value, label: value, description }));
  const write = (next: string[]) => save({ fallbacks: next }, { fallbacks });
  return (
    <Section title={t("fallbacks")} description={t("fallbacksHint")}>
      <div className="flex flex-col gap-2">
        {fallbacks.length === 0 ? (
          <p className="rounded-lg border border-dashed px-4 py-3 text-ink-subtle text-sm">{t("noFallbacks")}</p>
        ) : (
          <div className="overflow-hidden rounded-lg border">
            <SortableList label={t("fallbacks")} items={fallbacks.map((id) => ({ id, name: id }))} onReorder={write}>
              {({ id }, place) => (
                <>
                  <Place place={place} />
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">
                      <bdi>{names.get(id) ?? id}</bdi>
                    </span>
                    <span className="block truncate font-mono text-2xs text-ink-subtle">
                      <bdi>{id}</bdi>
                    </span>
                  </span>
                  <IconButton
                    size="sm"
                    label={t("removeFallback", { name: id })}
                    icon={<X aria-hidden />}
                    onClick={() => write(fallbacks.filter((one) => one !== id))}
                  />
                </>
              )}
            </SortableList>
          </div>
        )}
        {fallbacks.length < 10 && (
          <Combobox
            // Emptied by being made anew.
            key={fallbacks.join(" ")}
            aria-label={t("addFallback")}
            options={options}
            value={null}
            onValueChange={(id) => id && write([...fallbacks, id])}
            placeholder={t("addPlaceholder")}
            empty={t("noOther")}
          />
        )}
      </div>
    </Section>
  );
}

function useRoutes(publicId: string, models: readonly ModelJson[], providers: readonly ProviderJson[]) {
  return useMemo(
    () =>
      orderRoutes(
        models.filter((model) => model.publicId === publicId),
        providers,
      ),
    [models, providers, publicId],
  );
}

function Place({ place }: { place: number }) {
  const format = useFormat();
  return (
    <span className="tnum grid size-5 shrink-0 place-items-center rounded-full bg-active text-2xs text-ink-muted">
      {format.count(place)}
    </span>
  );
}
