"use client";

import { NextIntlClientProvider } from "next-intl";
import { ErrorPage } from "#components/shell/error-page.tsx";
import common from "#messages/en/common.json";
import shell from "#messages/en/shell.json";
import "./globals.css";

/** The root layout itself failed, and with it the viewer's language: this page brings its own, in English. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <title>{shell.error.title}</title>
        <NextIntlClientProvider locale="en" messages={{ common, shell }}>
          <ErrorPage error={error} onRetry={retry} />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
