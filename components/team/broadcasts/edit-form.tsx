import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Megaphone } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { ApiError, api } from "#components/api-client.ts";
import { BroadcastForm } from "#components/team/broadcasts/broadcast-form.tsx";
import { type BroadcastValues, changesOf, valuesOf } from "#components/team/broadcasts/broadcast-values.ts";
import { broadcastQuery, staleBroadcasts } from "#components/team/broadcasts/broadcasts-queries.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { BroadcastJson, UpdateBroadcastBody } from "#lib/http/resources/broadcasts.ts";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

export interface EditFormProps {
  broadcast: BroadcastJson;
  bots: readonly ConnectionJson[];
}

/**
 * Changes a broadcast that has not begun. What others save shows up in the fields that nobody has touched here; a save
 * over something that has changed meanwhile is held back once, so that it can be looked at.
 */
export function EditForm({ broadcast, bots }: EditFormProps) {
  const t = useTranslations("broadcasts.edit");
  const { team } = useTeam();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [changedElsewhere, setChangedElsewhere] = useState(false);
  const [saved, setSaved] = useState(false);
  const { id, state, connection } = broadcast;
  const home = `/teams/${team.id}/broadcasts/${id}`;
  const { queryKey } = broadcastQuery(team.id, id);
  const form = useForm<BroadcastValues>({
    mode: "onTouched",
    values: valuesOf(broadcast, team.timeZone),
    resetOptions: { keepDirtyValues: true },
  });
  // react-hook-form knows what to keep only where somebody reads which fields are dirty.
  const { isDirty, dirtyFields } = form.formState;
  const touched = isDirty && Object.keys(dirtyFields).length > 0;
  const { mutateAsync } = useMutation({
    mutationFn: (body: UpdateBroadcastBody) => api<BroadcastJson>(`/broadcasts/${id}`, { method: "PATCH", body }),
    onSuccess: (saved) => queryClient.setQueryData(queryKey, saved),
    onSettled: () => staleBroadcasts(queryClient, team.id),
  });

  async function save(values: BroadcastValues) {
    try {
      await mutateAsync(changesOf(broadcast, values, team.timeZone));
    } catch (error) {
      // Which of the two happened, the broadcast itself says: it was asked for again.
      if (!(error instanceof ApiError) || !reasonOf(error)) throw error;
      setChangedElsewhere(reasonOf(error) === "changed_meanwhile");
      return false;
    }
    setSaved(true);
    toast.success(t(values.when === "now" ? "started" : "saved"));
    router.push(home);
    return true;
  }

  // What is begun from here is on its way to its own page.
  const hasBegun = state !== "scheduled" && !saved;
  if (hasBegun && !touched) {
    return (
      <Card flush>
        <EmptyState
          icon={<Megaphone />}
          title={t("begunTitle")}
          description={t("begunText")}
          action={<ButtonLink href={home}>{t("open")}</ButtonLink>}
        />
      </Card>
    );
  }
  return (
    <BroadcastForm
      form={form}
      // A bot that was removed since stays until another one is chosen.
      bots={bots.some((bot) => bot.id === connection.id) ? bots : [connection, ...bots]}
      title={t("title")}
      description={t("description")}
      notice={
        hasBegun ? (
          <Banner tone="danger" title={t("begunTitle")} actions={<ButtonLink href={home}>{t("open")}</ButtonLink>}>
            {t("begunTyped")}
          </Banner>
        ) : (
          changedElsewhere && (
            <Banner tone="warning" title={t("changedTitle")}>
              {t("changedText")}
            </Banner>
          )
        )
      }
      laterLabel={t("save")}
      asksLater={false}
      closed={hasBegun}
      backHref={home}
      onSave={save}
    />
  );
}

function reasonOf({ problem }: ApiError): "changed_meanwhile" | "wrong_state" | undefined {
  const { reason } = problem;
  return reason === "changed_meanwhile" || reason === "wrong_state" ? reason : undefined;
}
