"use client";

import { Pencil, Plug, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { errorMessage } from "#components/api-client.ts";
import { formatMs } from "#components/format.ts";
import { ModelsShell } from "#components/models/models-shell.tsx";
import { ProviderDialog } from "#components/models/provider-dialog.tsx";
import { useProviders } from "#components/models/use-models.ts";
import { useToggleEnabled } from "#components/models/use-toggle-enabled.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Switch } from "#components/ui/switch.tsx";
import type { ProviderJson } from "#lib/http/resources/models.ts";

export function ProvidersPage() {
  const providers = useProviders();
  const [open, setOpen] = useState<{ provider: ProviderJson | null } | null>(null);
  const toggle = useToggleEnabled<ProviderJson>({
    of: "providers",
    name: (provider) => provider.name,
    offNote: "Its models go to the next provider that has them, if there is one.",
  });
  const columns = useMemo(() => columnsOf({ onEdit: (provider) => setOpen({ provider }), onToggle: toggle }), [toggle]);
  const addButton = (
    <Button variant="primary" onClick={() => setOpen({ provider: null })}>
      <Plus aria-hidden />
      Add provider
    </Button>
  );
  return (
    <ModelsShell actions={addButton}>
      <Card flush>
        {providers.isError && !providers.data ? (
          <ErrorState
            title="The providers couldn’t be loaded"
            description={errorMessage(providers.error)}
            onRetry={() => providers.refetch()}
            retrying={providers.isFetching}
          />
        ) : (
          <DataTable
            label="Providers"
            columns={columns}
            rows={providers.data}
            rowId={(provider) => provider.id}
            initialSort={{ id: "priority", desc: false }}
            skeletonRows={3}
            empty={
              <EmptyState
                icon={<Plug />}
                title="Add your first provider"
                description="Any API that speaks OpenAI’s format: OpenRouter, OpenAI itself, or a server of your own."
                action={addButton}
              />
            }
          />
        )}
      </Card>
      <ProviderDialog state={open} onClose={() => setOpen(null)} />
    </ModelsShell>
  );
}

function columnsOf(options: {
  onEdit: (provider: ProviderJson) => void;
  onToggle: (change: { item: ProviderJson; enabled: boolean }) => void;
}): Column<ProviderJson>[] {
  return [
    {
      id: "name",
      header: "Provider",
      sortBy: (provider) => provider.name,
      className: "max-w-80",
      cell: (provider) => (
        <button
          type="button"
          onClick={() => options.onEdit(provider)}
          className="block min-w-0 max-w-full rounded-sm text-start"
        >
          <span className="block truncate font-medium hover:underline">{provider.name}</span>
          <span className="block truncate font-mono text-2xs text-ink-subtle">{provider.baseUrl}</span>
        </button>
      ),
    },
    {
      id: "key",
      header: "API key",
      from: "sm",
      cell: (provider) =>
        provider.hasApiKey ? <Badge tone="success">Stored</Badge> : <span className="text-ink-subtle">None</span>,
    },
    {
      id: "priority",
      header: "Priority",
      align: "end",
      from: "sm",
      sortBy: (provider) => provider.priority,
      cell: (provider) => provider.priority,
    },
    {
      id: "timeout",
      header: "Time-out",
      align: "end",
      from: "md",
      sortBy: (provider) => provider.timeoutMs,
      cell: (provider) => formatMs(provider.timeoutMs),
    },
    {
      id: "enabled",
      header: "On",
      sortBy: (provider) => (provider.enabled ? 0 : 1),
      cell: (provider) => (
        <Switch
          aria-label={`${provider.name} is on`}
          checked={provider.enabled}
          onCheckedChange={(enabled) => options.onToggle({ item: provider, enabled })}
        />
      ),
    },
    {
      id: "edit",
      header: "Edit",
      hideHeader: true,
      align: "end",
      className: "w-px",
      cell: (provider) => (
        <IconButton
          size="sm"
          label={`Edit ${provider.name}`}
          icon={<Pencil aria-hidden />}
          onClick={() => options.onEdit(provider)}
        />
      ),
    },
  ];
}
