import { useTranslations } from "next-intl";
import { useUnits } from "#components/operations/use-units.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Card } from "#components/ui/card.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { useFormat } from "#components/use-format.ts";
import type { StorageJson } from "#lib/http/resources/operations.ts";

export function RedisSection({ redis }: { redis: NonNullable<StorageJson["redis"]> }) {
  const t = useTranslations("operations.storage");
  const format = useFormat();
  const { bytes } = useUnits();
  return (
    <>
      {redis.evictionPolicy !== "noeviction" && (
        <Banner tone="danger" title={t("badPolicy")}>
          {t("badPolicyText", { policy: redis.evictionPolicy })}
        </Banner>
      )}
      {!redis.appendOnly && (
        <Banner tone="danger" title={t("noAppendOnly")}>
          {t("noAppendOnlyText")}
        </Banner>
      )}
      <Card title={t("redis")}>
        <Facts
          items={[
            { label: t("version"), value: <bdi>{redis.version}</bdi> },
            {
              label: t("usedMemory"),
              value:
                redis.maxBytes > 0
                  ? t("usedOf", { used: bytes(redis.usedBytes), max: bytes(redis.maxBytes) })
                  : bytes(redis.usedBytes),
            },
            { label: t("connections"), value: format.count(redis.connections) },
            { label: t("policy"), value: <bdi className="font-mono text-xs">{redis.evictionPolicy}</bdi> },
            { label: t("appendOnly"), value: redis.appendOnly ? t("on") : t("off") },
          ]}
        />
      </Card>
    </>
  );
}
