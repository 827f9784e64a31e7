import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { BroadcastForm } from "#components/team/broadcasts/broadcast-form.tsx";
import { type BroadcastValues, momentOf } from "#components/team/broadcasts/broadcast-values.ts";
import { staleBroadcasts } from "#components/team/broadcasts/broadcasts-queries.ts";
import { clockIn } from "#components/team/broadcasts/zoned-time.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { BroadcastJson, CreateBroadcastBody } from "#lib/http/resources/broadcasts.ts";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

const HOUR_MS = 3_600_000;

export function ComposeForm({ bots }: { bots: readonly ConnectionJson[] }) {
  const t = useTranslations("broadcasts.compose");
  const { team } = useTeam();
  const router = useRouter();
  const queryClient = useQueryClient();
  const home = `/teams/${team.id}/broadcasts`;
  const form = useForm<BroadcastValues>({
    mode: "onTouched",
    defaultValues: {
      ...{ connectionId: bots[0]?.id ?? "", audience: "users", text: "", when: "now" },
      startsAt: clockIn(new Date(Date.now() + HOUR_MS), team.timeZone),
    },
  });
  const { mutateAsync } = useMutation({
    mutationFn: (body: CreateBroadcastBody) => api<BroadcastJson>(`/teams/${team.id}/broadcasts`, { body }),
    onSettled: () => staleBroadcasts(queryClient, team.id),
  });

  async function send(values: BroadcastValues) {
    const { connectionId, audience, text } = values;
    const moment = momentOf(values, team.timeZone);
    const made = await mutateAsync({
      ...{ connectionId, audience, text },
      ...(moment && { startsAt: moment.toISOString() }),
    });
    toast.success(t(moment ? "scheduled" : "started"));
    router.push(`${home}/${made.id}`);
    return true;
  }

  return (
    <BroadcastForm
      form={form}
      bots={bots}
      title={t("title")}
      description={t("description")}
      laterLabel={t("reviewLater")}
      asksLater
      backHref={home}
      onSave={send}
    />
  );
}
