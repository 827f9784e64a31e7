"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Globe, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import { allowedHostsQuery } from "#components/alerts/alert-queries.ts";
import { api, errorMessage } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { toast } from "#components/ui/toast.tsx";
import { type AllowedHostJson, allowHostBody } from "#lib/http/resources/allowed-hosts.ts";

/** The hosts that teams' URLs may reach although they are inside. */
export function AllowedHostsCard() {
  const t = useTranslations("alerts.hosts");
  const hosts = useQuery(allowedHostsQuery);
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const addButton = (
    <Button onClick={() => setOpen(true)}>
      <Plus aria-hidden />
      {t("add")}
    </Button>
  );

  const columns = useMemo<Column<AllowedHostJson>[]>(() => {
    const stale = () =>
      Promise.all(["allowed-hosts", "audit"].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
    async function remove(host: string) {
      try {
        await api(`/allowed-hosts/${encodeURIComponent(host)}`, { method: "DELETE" });
        const undo = () => api("/allowed-hosts", { body: { host } }).finally(stale);
        toast.success(t("removed", { host }), { action: { label: t("undo"), onClick: () => void undo() } });
      } catch (error) {
        toast.error(t("removeFailed"), { description: errorMessage(error) });
      }
      await stale();
    }
    return [
      {
        id: "host",
        header: t("host"),
        cell: ({ host }) => (
          <span dir="ltr" className="break-all font-mono text-xs">
            {host}
          </span>
        ),
        sortBy: ({ host }) => host,
      },
      { id: "by", header: t("by"), from: "sm", cell: ({ createdBy }) => <bdi>{createdBy}</bdi> },
      { id: "when", header: t("when"), from: "sm", cell: ({ createdAt }) => <RelativeTime date={createdAt} /> },
      {
        id: "actions",
        header: t("actions"),
        hideHeader: true,
        interactive: true,
        align: "end",
        cell: ({ host }) => (
          <IconButton
            size="sm"
            label={t("remove", { host })}
            icon={<Trash2 aria-hidden />}
            onClick={() => void remove(host)}
          />
        ),
      },
    ];
  }, [t, queryClient]);

  return (
    <Card flush title={t("title")} description={t("description")} actions={Boolean(hosts.data?.length) && addButton}>
      {hosts.isError && !hosts.data ? (
        <ErrorState
          title={t("error")}
          description={errorMessage(hosts.error)}
          onRetry={() => hosts.refetch()}
          retrying={hosts.isFetching}
        />
      ) : (
        <div className="border-t">
          <DataTable
            label={t("label")}
            columns={columns}
            rows={hosts.data}
            rowId={({ host }) => host}
            skeletonRows={2}
            empty={
              <EmptyState icon={<Globe />} title={t("emptyTitle")} description={t("emptyText")} action={addButton} />
            }
          />
        </div>
      )}
      <AllowHostDialog open={open} onOpenChange={setOpen} />
    </Card>
  );
}

function AllowHostDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("alerts.hosts");
  const queryClient = useQueryClient();
  const form = useForm({ mode: "onTouched", defaultValues: { host: "" } });
  const { errors, isSubmitting, isDirty } = form.formState;

  const save = form.handleSubmit(async (body) => {
    try {
      const { host } = await api<AllowedHostJson>("/allowed-hosts", { body });
      toast.success(t("added", { host }));
      onOpenChange(false);
      await Promise.all(["allowed-hosts", "audit"].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
    } catch (error) {
      showServerErrors(error, form);
    }
  });

  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title={t("dialogTitle")}
      description={t("dialogDescription")}
      submitLabel={t("add")}
      pending={isSubmitting}
      dirty={isDirty}
      rootError={errors.root?.message}
      onSubmit={save}
      onClosed={() => form.reset()}
    >
      <Field label={t("host")} hint={t("hostHint")} error={errors.host?.message}>
        <Input
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          placeholder="hooks.intranet:9000"
          {...form.register("host", {
            validate: (host) => allowHostBody.safeParse({ host }).success || t("hostInvalid"),
          })}
        />
      </Field>
    </FormDialog>
  );
}
