"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { staleAlerts } from "#components/alerts/alert-queries.ts";
import { api, errorMessage } from "#components/api-client.ts";
import { toast } from "#components/ui/toast.tsx";
import type { DestinationJson } from "#lib/http/resources/alerts.ts";

/** What a click on one destination does at once. Each says whether it worked, and reports what did not. */
export function useDestinationActions({ id, name }: DestinationJson) {
  const t = useTranslations("alerts.form");
  const queryClient = useQueryClient();

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      toast.error(t("changeFailed"), { description: errorMessage(error) });
      return false;
    } finally {
      await staleAlerts(queryClient);
    }
  }

  return {
    test: () => attempt(() => api(`/alert-destinations/${id}/test`, { method: "POST" })),
    setActive: (active: boolean) =>
      attempt(async () => {
        await api(`/alert-destinations/${id}`, { method: "PATCH", body: { active } });
        toast.success(t(active ? "switchedOn" : "switchedOff", { name }));
      }),
  };
}
