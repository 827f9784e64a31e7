"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
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
export function ErrorState({
  title = "This couldn’t be loaded",
  description = "The server didn’t answer as expected. Nothing was changed.",
  onRetry,
  retrying,
  className,
}: ErrorStateProps) {
  return (
    <div role="alert">
      <EmptyState
        className={className}
        icon={<TriangleAlert className="text-danger-text" />}
        title={title}
        description={description}
        action={
          onRetry && (
            <Button onClick={onRetry} loading={retrying}>
              <RotateCw aria-hidden />
              Try again
            </Button>
          )
        }
      />
    </div>
  );
}
