"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { staleAlerts } from "#components/alerts/alert-queries.ts";
import { api, errorMessage } from "#components/api-client.ts";
import { toast } from "#components/ui/toast.tsx";
import type { AlertJson } from "#lib/http/resources/alerts.ts";

/** Acknowledges one alert or all, with a way back. */
export function useAcknowledge() {
  const t = useTranslations("alerts.acknowledge");
  const queryClient = useQueryClient();

  async function attempt(work: () => Promise<unknown>) {
    try {
      await work();
    } catch (error) {
      toast.error(t("failed"), { description: errorMessage(error) });
    }
    await staleAlerts(queryClient);
  }

  const set = (alertId: string, acknowledged: boolean) =>
    api<AlertJson>(`/alerts/${alertId}`, { method: "PATCH", body: { acknowledged } });

  const takeBack = (alertIds: string[]) => ({
    label: t("undo"),
    onClick: () => void attempt(() => Promise.all(alertIds.map((id) => set(id, false)))),
  });

  return {
    one: (alertId: string) =>
      attempt(async () => {
        await set(alertId, true);
        toast.success(t("done"), { action: takeBack([alertId]) });
      }),
    all: (teamId: string | null) =>
      attempt(async () => {
        const { alertIds } = await api<{ alertIds: string[] }>("/alerts/acknowledge", {
          body: teamId === null ? {} : { teamId },
        });
        toast.success(t("doneAll", { count: alertIds.length }), { action: takeBack(alertIds) });
      }),
  };
}
