"use client";

import { ErrorPage } from "#components/shell/error-page.tsx";
import "./globals.css";

/** The root layout itself failed, so this page brings its own. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <title>Something went wrong · Switchboard</title>
        <ErrorPage error={error} onRetry={retry} />
      </body>
    </html>
  );
}
