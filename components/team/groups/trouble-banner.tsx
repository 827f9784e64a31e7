"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { groupQuery, staleGroups } from "#components/team/groups/groups-queries.ts";
import { botName, useTroubleWords } from "#components/team/groups/use-trouble-words.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { GroupDetailJson } from "#lib/http/resources/groups.ts";

/** What keeps a gate from working, what to do about it, and what holds until then. */
export function TroubleBanner({ group }: { group: GroupDetailJson }) {
  const t = useTranslations("groups.trouble");
  const words = useTroubleWords();
  const { team, canWrite } = useTeam();
  const queryClient = useQueryClient();
  const { id, title, connection, trouble, failurePolicy } = group;
  const check = useMutation({
    mutationFn: () => api<GroupDetailJson>(`/groups/${id}/check`, { method: "POST" }),
    meta: { errorToast: t("checkFailed") },
    onSuccess: (checked) => {
      queryClient.setQueryData(groupQuery(team.id, id).queryKey, checked);
      if (checked.trouble) toast.warning(t("still"));
      else toast.success(t("healed", { group: title }));
    },
    onSettled: () => staleGroups(queryClient, team.id),
  });
  if (!trouble) return null;
  const { what, fix } = words(trouble.code, {
    ...{ group: title, bot: botName(connection), channel: trouble.channel?.title ?? null },
  });
  const at = (date: string) => <RelativeTime date={date} timeZone={team.timeZone} />;
  return (
    <Banner
      tone="danger"
      className="mb-6"
      title={what}
      actions={
        canWrite && (
          <Button size="sm" loading={check.isPending} onClick={() => check.mutate()}>
            <RefreshCw aria-hidden />
            {t("check")}
          </Button>
        )
      }
    >
      <p>{fix}</p>
      <p className="mt-1 text-xs">
        {t.rich("since", { time: () => at(trouble.since) })} {t(`meanwhile.${failurePolicy}`)}{" "}
        {trouble.ownerToldAt && t.rich("ownerTold", { time: () => at(trouble.ownerToldAt ?? "") })}
      </p>
    </Banner>
  );
}
