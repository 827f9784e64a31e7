"use client";

import { useTranslations } from "next-intl";
import { BroadcastFrame } from "#components/team/broadcasts/broadcast-frame.tsx";
import { BroadcastHeader } from "#components/team/broadcasts/broadcast-header.tsx";
import { BroadcastMessage } from "#components/team/broadcasts/broadcast-message.tsx";
import { ProgressCard } from "#components/team/broadcasts/progress-card.tsx";
import { UnreachedCard } from "#components/team/broadcasts/unreached-card.tsx";
import { Banner } from "#components/ui/banner.tsx";
import type { BroadcastJson } from "#lib/http/resources/broadcasts.ts";

/** One broadcast: how far it is, what it says, whom it did not reach. */
export function BroadcastScreen({ broadcastId }: { broadcastId: string }) {
  return (
    <BroadcastFrame broadcastId={broadcastId}>{(broadcast) => <BroadcastView broadcast={broadcast} />}</BroadcastFrame>
  );
}

function BroadcastView({ broadcast }: { broadcast: BroadcastJson }) {
  const t = useTranslations("broadcasts");
  const { trouble, html, audience, connection, progress } = broadcast;
  return (
    <div className="flex flex-col gap-6">
      <BroadcastHeader broadcast={broadcast} />
      {trouble && (
        <Banner tone="danger" title={t(`trouble.${trouble}.what`)}>
          {t(`trouble.${trouble}.fix`)}
        </Banner>
      )}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <ProgressCard broadcast={broadcast} />
          {progress && progress.failed > 0 && <UnreachedCard broadcast={broadcast} />}
        </div>
        <BroadcastMessage html={html} audience={audience} bot={connection.name} />
      </div>
    </div>
  );
}
