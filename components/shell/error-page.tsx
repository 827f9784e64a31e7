"use client";

import { RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { MessagePage } from "#components/shell/message-page.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { InlineCode } from "#components/ui/code-block.tsx";

export interface ErrorPageProps {
  error: unknown;
  onRetry: () => void;
  inShell?: boolean;
}

export function ErrorPage({ error, onRetry, inShell }: ErrorPageProps) {
  const t = useTranslations("shell.error");
  const common = useTranslations("common");
  const digest = error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;
  return (
    <MessagePage
      inShell={inShell}
      title={t("title")}
      description={
        digest ? t.rich("textWithCode", { code: (chunks) => <InlineCode>{chunks}</InlineCode>, digest }) : t("text")
      }
      actions={
        <>
          <Button variant="primary" onClick={onRetry}>
            <RotateCw aria-hidden />
            {common("retry")}
          </Button>
          <ButtonLink href="/">{t("overview")}</ButtonLink>
        </>
      }
    />
  );
}
