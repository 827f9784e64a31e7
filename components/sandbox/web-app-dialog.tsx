"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { errorMessage } from "#components/api-client.ts";
import { sandbox } from "#components/sandbox/sandbox-api.ts";
import type { SandboxPerson } from "#components/sandbox/sandbox-types.ts";
import { readWebAppEvent } from "#components/sandbox/web-app-event.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

export interface WebAppDialogProps {
  chatKey: string;
  botName: string;
  /** Whom the bot shows it to. */
  person: SandboxPerson;
  onClose: () => void;
  /** Where the Mini App leads; it stays behind, as in Telegram. */
  onLink: (url: string) => void;
}

/** The Mini App that a person was shown who asks to join, in a frame, as Telegram's web client has it. */
export function WebAppDialog({ chatKey, botName, person, onClose, onLink }: WebAppDialogProps) {
  const t = useTranslations("sandbox.app");
  const frame = useRef<HTMLIFrameElement>(null);
  const opened = useQuery({
    queryKey: ["sandbox", "web-app", chatKey, person.id],
    queryFn: ({ signal }) =>
      sandbox<{ url: string }>(`/chats/${chatKey}/web-app`, {
        body: { userId: person.id, theme: isDark() ? "dark" : "light" },
        signal,
      }),
    // Signed anew each time that it is opened, and once while it is open.
    ...{ gcTime: 0, staleTime: Number.POSITIVE_INFINITY, retry: false },
  });
  useEffect(() => {
    function hear({ source, origin, data }: MessageEvent) {
      if (source !== frame.current?.contentWindow || origin !== location.origin) return;
      const event = readWebAppEvent(data);
      if (event?.type === "close") onClose();
      if (event?.type === "link") onLink(event.url);
    }
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  }, [onClose, onLink]);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={t("title")}
      description={t("text", { bot: botName, name: person.name })}
    >
      <div className="mt-2 grid h-[min(38rem,64dvh)] place-items-center border-t bg-canvas">
        {opened.isError ? (
          <ErrorState title={t("failed")} description={errorMessage(opened.error)} onRetry={() => opened.refetch()} />
        ) : opened.data ? (
          <iframe ref={frame} title={t("title")} src={ownAddress(opened.data.url)} className="size-full border-0" />
        ) : (
          <span role="status" aria-label={t("loading")}>
            <Spinner className="size-5 text-ink-subtle" />
          </span>
        )}
      </div>
    </Dialog>
  );
}

/** By the address that this page was opened by: the dashboard may have several, and frames nothing but itself. */
function ownAddress(url: string) {
  const { pathname, search, hash } = new URL(url);
  return `${pathname}${search}${hash}`;
}

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
}
