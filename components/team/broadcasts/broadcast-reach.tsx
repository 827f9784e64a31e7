import { useTranslations } from "next-intl";
import { Banner } from "#components/ui/banner.tsx";
import { useFormat } from "#components/use-format.ts";
import type { BroadcastPreviewJson } from "#lib/http/resources/broadcasts.ts";

export interface BroadcastReachProps {
  preview: BroadcastPreviewJson | undefined;
  failed: boolean;
  /** Nothing is written yet. */
  empty: boolean;
}

/** How many it would reach, and how long that takes. */
export function BroadcastReach({ preview, failed, empty }: BroadcastReachProps) {
  const t = useTranslations("broadcasts.compose");
  const format = useFormat();
  if (failed && !preview) return <Banner tone="warning">{t("previewFailed")}</Banner>;
  if (!preview) return null;
  const { recipients, unreachable, seconds, fits } = preview;
  return (
    <div role="status" className="flex flex-col gap-2 text-sm">
      {!fits && !empty && <Banner tone="danger">{t("tooLong")}</Banner>}
      <p>
        <span className="font-medium">{t("recipients", { count: recipients })}</span>
        {recipients > 0 && (
          <span className="text-ink-muted"> · {t("takes", { time: format.ms(Math.max(1, seconds) * 1_000) })}</span>
        )}
      </p>
      {unreachable > 0 && <p className="text-ink-muted text-xs">{t("unreachable", { count: unreachable })}</p>}
    </div>
  );
}
