"use client";

import { useTranslations } from "next-intl";
import { BroadcastBots } from "#components/team/broadcasts/broadcast-bots.tsx";
import { BroadcastFrame } from "#components/team/broadcasts/broadcast-frame.tsx";
import { EditForm } from "#components/team/broadcasts/edit-form.tsx";

/** Where a broadcast is changed that has not begun. */
export function EditScreen({ broadcastId }: { broadcastId: string }) {
  const t = useTranslations("broadcasts.edit");
  return (
    <BroadcastFrame broadcastId={broadcastId} crumb={t("title")}>
      {(broadcast) => <BroadcastBots>{(bots) => <EditForm broadcast={broadcast} bots={bots} />}</BroadcastBots>}
    </BroadcastFrame>
  );
}
