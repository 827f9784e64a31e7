"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { DirectionProvider } from "@base-ui/react/direction-provider";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useEffect, useState } from "react";
import { ApiError, errorMessage, setErrorMessage } from "#components/api-client.ts";
import { Toaster, toast } from "#components/ui/toast.tsx";
import { TooltipLayer } from "#components/ui/tooltip-layer.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";

declare module "@tanstack/react-query" {
  interface Register {
    mutationMeta: {
      /** Shown as a toast's title, with the server's reason below, when the mutation fails: "Couldn’t revoke the key". */
      errorToast?: string;
    };
  }
}

export function Providers({ dir, children }: { dir: "ltr" | "rtl"; children: ReactNode }) {
  const t = useTranslations("common");
  const describeError = useErrorMessage();
  const [queryClient] = useState(() =>
    createQueryClient({ signedOut: t("signedOut.title"), signIn: t("signedOut.signIn") }),
  );
  useEffect(() => setErrorMessage(describeError), [describeError]);
  return (
    <QueryClientProvider client={queryClient}>
      <NuqsAdapter>
        <CSPProvider disableStyleElements>
          <DirectionProvider direction={dir}>
            {children}
            <Toaster />
            <TooltipLayer />
          </DirectionProvider>
        </CSPProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  );
}

interface Words {
  signedOut: string;
  signIn: string;
}

function createQueryClient(words: Words) {
  return new QueryClient({
    queryCache: new QueryCache({ onError: (error) => signInAgain(error, words) }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        signInAgain(error, words);
        const title = mutation.meta?.errorToast;
        if (title) toast.error(title, { description: errorMessage(error) });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // What the server has refused, it will refuse again.
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      },
    },
  });
}

/** A session that has ended. What was typed is lost with a redirect, so a form's own save asks instead. */
function signInAgain(error: unknown, words: Words) {
  if (!(error instanceof ApiError) || error.status !== 401) return;
  const signIn = `/sign-in?callbackUrl=${encodeURIComponent(location.pathname + location.search)}`;
  toast.warning(words.signedOut, {
    id: "signed-out",
    duration: 0,
    action: { label: words.signIn, onClick: () => location.assign(signIn) },
  });
}
