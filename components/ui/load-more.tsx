"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

export interface LoadMoreProps {
  /** How many rows are shown now, in words: "50 entries". */
  shown: string;
  hasMore: boolean;
  loading?: boolean;
  onLoadMore: () => void;
}

/** The foot of a list that is read by cursor; with react-query's `useInfiniteQuery`: `hasNextPage`, `fetchNextPage`. */
export function LoadMore({ shown, hasMore, loading, onLoadMore }: LoadMoreProps) {
  const t = useTranslations("ui.loadMore");
  return (
    <div className="flex items-center justify-between gap-3 border-t px-4 py-2.5 text-ink-subtle text-xs">
      <span role="status">{hasMore ? shown : t("all", { shown })}</span>
      {hasMore && (
        <Button size="sm" onClick={onLoadMore} loading={loading}>
          {t("more")}
        </Button>
      )}
    </div>
  );
}
