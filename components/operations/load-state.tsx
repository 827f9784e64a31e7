"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";

type Failed = Pick<UseQueryResult<unknown>, "error" | "refetch" | "isFetching">;

/** In place of figures that couldn't be loaded. */
export function LoadFailed({ title, query }: { title: string; query: Failed }) {
  const describeError = useErrorMessage();
  return (
    <Card flush>
      <ErrorState
        title={title}
        description={describeError(query.error)}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    </Card>
  );
}
