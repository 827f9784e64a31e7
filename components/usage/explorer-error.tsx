"use client";

import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { errorMessage } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { UsageReportQueryResult } from "#components/usage/use-usage-report.ts";

export interface ExplorerErrorProps {
  report: UsageReportQueryResult;
  /** The URL names a team, a key or an end user that there isn't, or not for this viewer. */
  isNotFound: boolean;
  onClear: () => void;
}

export function ExplorerError({ report, isNotFound, onClear }: ExplorerErrorProps) {
  const t = useTranslations("usage.failed");
  return (
    <Card>
      {isNotFound ? (
        <EmptyState
          icon={<SearchX />}
          title={t("notFoundTitle")}
          description={t("notFoundText")}
          action={<Button onClick={onClear}>{t("clear")}</Button>}
        />
      ) : (
        <ErrorState
          title={t("title")}
          description={errorMessage(report.error)}
          onRetry={() => report.refetch()}
          retrying={report.isFetching}
        />
      )}
    </Card>
  );
}
