"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { staleAlerts } from "#components/alerts/alert-queries.ts";
import { api, errorMessage } from "#components/api-client.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { DestinationJson } from "#lib/http/resources/alerts.ts";

export interface DeleteDestinationDialogProps {
  destination: DestinationJson | null;
  onOpenChange: (open: boolean) => void;
}

export function DeleteDestinationDialog({ destination, onOpenChange }: DeleteDestinationDialogProps) {
  const t = useTranslations("alerts.delete");
  const queryClient = useQueryClient();
  const name = destination?.name ?? "";

  async function remove() {
    if (!destination) return;
    try {
      await api(`/alert-destinations/${destination.id}`, { method: "DELETE" });
      toast.success(t("done", { name }));
    } catch (error) {
      toast.error(t("failed"), { description: errorMessage(error) });
      throw error;
    } finally {
      await staleAlerts(queryClient);
    }
  }

  return (
    <ConfirmDialog
      open={destination !== null}
      onOpenChange={onOpenChange}
      title={t("title", { name })}
      description={t("description")}
      confirmLabel={t("confirm")}
      onConfirm={remove}
    />
  );
}
