import { useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { BroadcastJson, BroadcastStateJson } from "#lib/http/resources/broadcasts.ts";

const TONES: Record<BroadcastStateJson, Tone> = {
  scheduled: "info",
  running: "accent",
  paused: "warning",
  done: "success",
  cancelled: "neutral",
};

export function BroadcastBadge({ broadcast: { state } }: { broadcast: BroadcastJson }) {
  const t = useTranslations("broadcasts.states");
  return (
    <Badge tone={TONES[state]} dot>
      {t(state)}
    </Badge>
  );
}
