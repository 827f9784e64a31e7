"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { staleAlerts } from "#components/alerts/alert-queries.ts";
import { api, errorMessage } from "#components/api-client.ts";
import { ConfirmDialog } from "#components/ui/alert-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { DestinationJson, NewDestinationJson } from "#lib/http/resources/alerts.ts";

export interface RotateSecretDialogProps {
  destination: DestinationJson | null;
  onOpenChange: (open: boolean) => void;
  onRotated: (rotated: NewDestinationJson) => void;
}

export function RotateSecretDialog({ destination, onOpenChange, onRotated }: RotateSecretDialogProps) {
  const t = useTranslations("alerts.rotate");
  const queryClient = useQueryClient();

  async function rotate() {
    if (!destination) return;
    try {
      onRotated(
        await api<NewDestinationJson>(`/alert-destinations/${destination.id}/rotate-secret`, { method: "POST" }),
      );
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
      title={t("title", { name: destination?.name ?? "" })}
      description={t("description")}
      confirmLabel={t("confirm")}
      onConfirm={rotate}
    />
  );
}
