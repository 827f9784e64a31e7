"use client";

import { RotateCw } from "lucide-react";
import { MessagePage } from "#components/shell/message-page.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { InlineCode } from "#components/ui/code-block.tsx";

export interface ErrorPageProps {
  error: unknown;
  onRetry: () => void;
  inShell?: boolean;
}

export function ErrorPage({ error, onRetry, inShell }: ErrorPageProps) {
  const digest = error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  return (
    <MessagePage
      inShell={inShell}
      title="This page failed to load"
      description={
        <>
          Nothing was changed. Try again; if it keeps failing, tell an operator
          {digest ? (
            <>
              {" "}
              and give them this code: <InlineCode>{digest}</InlineCode>
            </>
          ) : (
            "."
          )}
        </>
      }
      actions={
        <>
          <Button variant="primary" onClick={onRetry}>
            <RotateCw aria-hidden />
            Try again
          </Button>
          <ButtonLink href="/">Go to the overview</ButtonLink>
        </>
      }
    />
  );
}
