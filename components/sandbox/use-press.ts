import { useTranslations } from "next-intl";
import { useState } from "react";
import { errorMessage } from "#components/api-client.ts";
import { safeUrl } from "#components/sandbox/entity-tree.ts";
import { sandbox } from "#components/sandbox/sandbox-api.ts";
import type { PressAnswer, SandboxMessageJson } from "#components/sandbox/sandbox-types.ts";
import { toast } from "#components/ui/toast.tsx";

/** Where a button is: below which message, in which row and column. */
export interface ButtonPlace {
  messageId: number;
  row: number;
  column: number;
}

/**
 * Presses inline buttons as a person, and shows what the bot answers: a toast, or an alert that has to be closed.
 * @param leadsInside opens a link inside the sandbox, and says whether it leads there
 */
export function usePress(chatKey: string, userId: number | undefined, leadsInside: (url: string) => boolean) {
  const t = useTranslations("sandbox.press");
  const [pressing, setPressing] = useState<ButtonPlace | null>(null);
  const [alert, setAlert] = useState<string | null>(null);

  function follow(url: string) {
    if (!leadsInside(url)) openUrl(url);
  }

  async function press({ messageId, keyboard }: SandboxMessageJson, row: number, column: number) {
    if (userId === undefined) return;
    const button = keyboard?.[row]?.[column];
    if (button?.url) return follow(button.url);
    setPressing({ messageId, row, column });
    try {
      const answer = await sandbox<PressAnswer>(`/chats/${chatKey}/messages/${messageId}/press`, {
        body: { userId, row, column },
      });
      if (answer.url) follow(answer.url);
      else if (!answer.answered) toast.warning(t("unanswered"), { description: t("unansweredText") });
      else if (answer.text && answer.showAlert) setAlert(answer.text);
      else if (answer.text) toast.info(answer.text);
    } catch (error) {
      toast.error(t("failed"), { description: errorMessage(error) });
    } finally {
      setPressing(null);
    }
  }

  return { press, follow, pressing, alert, closeAlert: () => setAlert(null) };
}

function openUrl(url: string) {
  const safe = safeUrl(url);
  if (safe) window.open(safe, "_blank", "noopener,noreferrer");
}
