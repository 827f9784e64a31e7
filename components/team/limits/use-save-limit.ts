import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { parseAmount } from "#components/team/limits/parse-amount.ts";
import { staleTeam } from "#components/team/stale-team.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { CreateLimitBody, LimitJson, UpdateLimitBody } from "#lib/http/resources/limits.ts";

/** As the form's controls hold them; an empty text is none. */
export interface LimitValues {
  scope: LimitJson["scope"];
  subjectId: string;
  unit: LimitJson["unit"];
  window: LimitJson["window"];
  amount: string;
  softPercent: string;
}

/** @returns a function that creates the limit, or changes the one given, from valid values */
export function useSaveLimit(limit: LimitJson | null) {
  const t = useTranslations("limits.form");
  const { team } = useTeam();
  const queryClient = useQueryClient();
  const { mutateAsync } = useMutation({
    mutationFn: ({ scope, subjectId, unit, window, ...values }: LimitValues) => {
      const parsed = parseAmount(unit, values.amount);
      if (!parsed.ok) throw new Error(parsed.problem);
      const softPercent = values.softPercent.trim() === "" ? null : Number(values.softPercent);
      const { amount } = parsed;
      if (limit) {
        const body: UpdateLimitBody = { amount, softPercent };
        return api<LimitJson>(`/teams/${team.id}/limits/${limit.id}`, { method: "PATCH", body });
      }
      const body: CreateLimitBody = { scope, subjectId: subjectId || null, unit, window, amount, softPercent };
      return api<LimitJson>(`/teams/${team.id}/limits`, { body });
    },
    onSuccess: () => {
      toast.success(t(limit ? "saved" : "added"), { description: t("savedText") });
    },
    onSettled: () => staleTeam(queryClient, team.id),
  });
  return mutateAsync;
}
