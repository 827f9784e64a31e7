import { useTranslations } from "next-intl";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useFormat } from "#components/use-format.ts";
import type { TurnDetailJson } from "#lib/http/resources/turns.ts";

type Status = NonNullable<TurnDetailJson["delivery"]>["status"];

const tones: Record<Status, Tone> = { received: "neutral", pending: "info", sent: "success", failed: "danger" };

/** What became of the answer. */
export function TurnDelivery({ turn }: { turn: TurnDetailJson | undefined }) {
  const t = useTranslations("usage.turn.delivery");
  const format = useFormat();
  const delivery = turn?.delivery;
  return (
    <Card
      title={t("title")}
      actions={
        delivery && (
          <Badge tone={tones[delivery.status]} dot>
            {t(`status.${delivery.status}`)}
          </Badge>
        )
      }
    >
      {!turn ? (
        <Skeleton className="h-5" />
      ) : !delivery ? (
        <p className="text-ink-muted text-sm">{t("none")}</p>
      ) : (
        <Facts
          items={[
            { label: t("created"), value: <RelativeTime date={delivery.createdAt} timeZone={turn.timeZone} /> },
            { label: t("updated"), value: <RelativeTime date={delivery.updatedAt} timeZone={turn.timeZone} /> },
            { label: t("parts"), value: format.count(delivery.parts) },
            ...(delivery.externalId
              ? [
                  {
                    label: t("externalId"),
                    value: (
                      <code dir="ltr" className="text-xs">
                        {delivery.externalId}
                      </code>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
    </Card>
  );
}
