"use client";

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
  return (
    <div className="flex items-center justify-between gap-3 border-t px-4 py-2.5 text-ink-subtle text-xs">
      <span role="status">
        {shown}
        {hasMore ? "" : " · that’s all"}
      </span>
      {hasMore && (
        <Button size="sm" onClick={onLoadMore} loading={loading}>
          Load more
        </Button>
      )}
    </div>
  );
}
