"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export interface ErrorStateProps {
  title?: string;
  description?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
  className?: string;
}

/** For a part of the page that couldn't be loaded; the rest of the page goes on working. */
export function ErrorState({ title, description, onRetry, retrying, className }: ErrorStateProps) {
  const t = useTranslations("ui.error");
  const common = useTranslations("common");
  return (
    <div role="alert">
      <EmptyState
        className={className}
        icon={<TriangleAlert className="text-danger-text" />}
        title={title ?? t("title")}
        description={description ?? t("description")}
        action={
          onRetry && (
            <Button onClick={onRetry} loading={retrying}>
              <RotateCw aria-hidden />
              {common("retry")}
            </Button>
          )
        }
      />
    </div>
  );
}
