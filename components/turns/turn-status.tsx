import { useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import type { TurnJson } from "#lib/http/resources/turns.ts";

type Status = TurnJson["status"];

const tones: Record<Status, Tone> = {
  ok: "success",
  partial: "warning",
  interrupted: "warning",
  failed: "danger",
  refused: "neutral",
};

const dots: Record<Status, string> = {
  ok: "bg-success",
  partial: "bg-warning",
  interrupted: "bg-warning",
  failed: "bg-danger",
  refused: "bg-ink-subtle",
};

export function TurnStatus({ status }: { status: Status }) {
  const t = useTranslations("usage.turns.status");
  return (
    <Badge tone={tones[status]} dot>
      {t(status)}
    </Badge>
  );
}

/** The status where there is no room for its name, which is spoken all the same. */
export function TurnDot({ status }: { status: Status }) {
  const t = useTranslations("usage.turns.status");
  return (
    <span className={cn("size-1.5 shrink-0 rounded-full", dots[status])}>
      <span className="sr-only">{t(status)}</span>
    </span>
  );
}
