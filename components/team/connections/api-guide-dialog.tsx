"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTeam } from "#components/team/team-context.tsx";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Dialog, DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";

export interface ApiGuideDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** How a program holds conversations: there is nothing to set up, only to know. */
export function ApiGuideDialog({ open, onOpenChange }: ApiGuideDialogProps) {
  const t = useTranslations("connections.apiGuide");
  const common = useTranslations("common");
  const { team, gatewayUrl } = useTeam();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} size="lg" title={t("title")} description={t("text")}>
      <DialogBody>
        <ol className="flex flex-col gap-4">
          <Step number={1} title={t("key")} text={t("keyText")}>
            <ButtonLink size="sm" href={`/teams/${team.id}/keys`} className="w-fit">
              {t("keyAction")}
            </ButtonLink>
          </Step>
          <Step number={2} title={t("call")} text={t("callText")}>
            <div dir="ltr">
              <CodeBlock title={t("code")} code={snippet(gatewayUrl)} />
            </div>
          </Step>
          <Step number={3} title={t("watch")} text={t("watchText")} />
        </ol>
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>{common("close")}</Button>} />
      </DialogFooter>
    </Dialog>
  );
}

function Step({
  number,
  title,
  text,
  children,
}: {
  number: number;
  title: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className="tnum grid size-5 shrink-0 place-items-center rounded-full bg-accent-soft font-medium text-2xs text-accent-text"
      >
        {number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <div>
          <p className="font-medium text-sm">{title}</p>
          <p className="text-ink-muted text-sm">{text}</p>
        </div>
        {children}
      </div>
    </li>
  );
}

function snippet(gatewayUrl: string) {
  return `curl ${gatewayUrl}/v1/rooms/ticket-4711/messages \\
  -H "Authorization: Bearer $SWITCHBOARD_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"user": "customer-42", "name": "Ann", "text": "Hello"}'`;
}
