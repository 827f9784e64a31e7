"use client";

import { Download, Ellipsis, Pencil } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ProviderHealth } from "#components/models/provider-health.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { DropdownMenu, MenuItem } from "#components/ui/dropdown-menu.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { useFormat } from "#components/use-format.ts";
import type { ProviderHealthJson, ProviderJson } from "#lib/http/resources/models.ts";

export interface ProviderRowProps {
  provider: ProviderJson;
  /** How many it has here; undefined while that loads. */
  models: number | undefined;
  health: ProviderHealthJson | undefined;
  healthFailed: boolean;
  onEdit: () => void;
  onImport: () => void;
  onToggle: (enabled: boolean) => void;
}

export function ProviderRow({ provider, models, health, healthFailed, onEdit, onImport, onToggle }: ProviderRowProps) {
  const t = useTranslations("models.providers");
  const format = useFormat();
  return (
    <div className="flex min-w-0 flex-1 items-start gap-4 sm:items-center">
      <div className="grid min-w-0 flex-1 items-center gap-x-6 gap-y-2 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)_6rem]">
        <div className="min-w-0">
          <button
            type="button"
            onClick={onEdit}
            aria-label={t("editOf", { name: provider.name })}
            className="block max-w-full rounded-sm text-start"
          >
            <span className="block truncate font-medium hover:underline">
              <bdi>{provider.name}</bdi>
            </span>
          </button>
          <p className="truncate font-mono text-2xs text-ink-subtle" title={provider.baseUrl}>
            <bdi>{provider.baseUrl}</bdi>
          </p>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-ink-subtle text-xs">
            {!provider.hasApiKey && <Badge tone="outline">{t("noKey")}</Badge>}
            <span>{t("timeout", { time: format.ms(provider.timeoutMs) })}</span>
          </p>
        </div>
        <ProviderHealth health={health} enabled={provider.enabled} failed={healthFailed} />
        <p className="text-sm">
          {models === undefined ? (
            <Skeleton className="w-16" />
          ) : models === 0 ? (
            <Button variant="link" onClick={onImport} aria-label={t("importOf", { name: provider.name })}>
              {t("import")}
            </Button>
          ) : (
            <Link
              href={`/models?search=${encodeURIComponent(provider.name)}`}
              className="tnum rounded-sm text-ink-muted hover:text-ink hover:underline"
            >
              {t("models", { count: models })}
            </Link>
          )}
        </p>
      </div>
      <div className="flex shrink-0 items-center gap-2">
        <Switch aria-label={t("isOn", { name: provider.name })} checked={provider.enabled} onCheckedChange={onToggle} />
        <DropdownMenu
          trigger={
            <IconButton
              size="sm"
              tooltip={false}
              label={t("actionsOf", { name: provider.name })}
              icon={<Ellipsis aria-hidden />}
            />
          }
        >
          <MenuItem icon={<Download aria-hidden />} onSelect={onImport}>
            {t("import")}
          </MenuItem>
          <MenuItem icon={<Pencil aria-hidden />} onSelect={onEdit}>
            {t("edit")}
          </MenuItem>
        </DropdownMenu>
      </div>
    </div>
  );
}
