"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useFailureText } from "#components/models/use-failure-text.ts";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";
import type { ProviderHealthJson } from "#lib/http/resources/models.ts";

type State = ProviderHealthJson["state"] | "off";

const tones: Record<State, Tone> = {
  healthy: "success",
  unsteady: "warning",
  failing: "danger",
  resting: "danger",
  trying: "warning",
  idle: "neutral",
  unseen: "neutral",
  off: "neutral",
};

export interface ProviderHealthProps {
  /** Undefined while it loads. */
  health: ProviderHealthJson | undefined;
  enabled: boolean;
  /** It couldn't be loaded. */
  failed: boolean;
}

/** How a provider does: one word, then why and since when. */
export function ProviderHealth({ health, enabled, failed }: ProviderHealthProps) {
  const t = useTranslations("models.health");
  if (enabled && !health) return failed ? <Words>{t("unknown")}</Words> : <Skeleton className="h-8 w-40" />;
  const state = enabled ? (health?.state ?? "unseen") : "off";
  return (
    <div className="flex min-w-0 flex-col items-start gap-0.5">
      <Badge tone={tones[state]} dot>
        {t(`state.${state}`)}
      </Badge>
      <Words>{enabled && health ? <Why health={health} /> : t("words.off")}</Words>
    </div>
  );
}

function Why({ health }: { health: ProviderHealthJson }) {
  const t = useTranslations("models.health");
  const format = useFormat();
  const failureText = useFailureText();
  const { state, attempts, failures, firstByteMs, lastFailure, since, processes, troubled } = health;
  const parts: ReactNode[] = [
    t(`words.${state}`, {
      attempts,
      failures,
      share: format.share(attempts > 0 ? failures / attempts : 0),
      failure: failureText(lastFailure?.kind ?? "other", "short"),
    }),
  ];
  if (since) parts.push(t.rich("since", { time: () => <RelativeTime key="time" date={since} /> }));
  if (troubled > 0 && processes > 1) parts.push(t("processes", { troubled, processes }));
  if (firstByteMs !== null && state === "healthy") parts.push(t("firstByte", { time: format.ms(firstByteMs) }));
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other identity, and their order is fixed
    <span key={index}>
      {index > 0 && " · "}
      {part}
    </span>
  ));
}

function Words({ children }: { children: ReactNode }) {
  return <p className="text-ink-subtle text-xs">{children}</p>;
}
