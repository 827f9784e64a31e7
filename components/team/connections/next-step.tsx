"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Eye, KeyRound, MessageSquare, ShieldCheck, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { botLink } from "#components/team/connections/bot-link.ts";
import type { Account } from "#components/team/connections/connect-dialog.tsx";
import { useConnectionState } from "#components/team/connections/use-connection-state.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { configQuery, connectionsQuery } from "#components/team/team-queries.ts";
import { Button, ButtonLink, buttonVariants } from "#components/ui/button.tsx";
import { DialogBody, DialogClose, DialogFooter } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

export interface NextStepProps {
  connectionId: string;
  account: Account;
  onShowCode: () => void;
}

/** The bot comes to life; what to do with it now. */
export function NextStep({ connectionId, account, onShowCode }: NextStepProps) {
  const t = useTranslations("connections.setUp");
  const { team, sandboxApiRoot } = useTeam();
  const { data: connection } = useQuery({
    ...connectionsQuery(team.id),
    select: ({ items }) => items.find(({ id }) => id === connectionId),
  });
  const { data: config } = useQuery(configQuery(team.id));
  const needsCode = config?.requiresAuth.value ?? false;
  const link = connection ? botLink({ ...connection, username: account.username }) : null;
  const inSandbox = sandboxApiRoot !== null && connection?.settings.apiRoot === sandboxApiRoot;
  return (
    <>
      <DialogBody>
        {connection ? <Status connection={connection} /> : <Skeleton className="h-14 rounded-md" />}
        <ul className="divide-y divide-line rounded-md border">
          {needsCode && (
            <Step icon={<KeyRound />} title={t("letIn")} text={t("letInText")}>
              <Button size="sm" onClick={onShowCode}>
                {t("showCode")}
              </Button>
            </Step>
          )}
          <Step icon={<MessageSquare />} title={t("tryIt")} text={t("tryItText")}>
            {inSandbox ? (
              <ButtonLink size="sm" href={`/sandbox?bot=${connectionId}`}>
                {t("openSandbox")}
              </ButtonLink>
            ) : (
              link && <Out href={link}>{t("openBot", { username: account.username })}</Out>
            )}
          </Step>
          <Step
            icon={<Users />}
            title={t("addToGroup")}
            text={account.canJoinGroups ? t("addToGroupText") : t("noGroups")}
          >
            {link && account.canJoinGroups && <Out href={`${link}?startgroup=true`}>{t("addToGroupAction")}</Out>}
          </Step>
          {account.canJoinGroups && connection?.gate && (
            <Step icon={<ShieldCheck />} title={t("guard")} text={t("guardText")}>
              <ButtonLink size="sm" href={`/teams/${team.id}/groups`}>
                {t("guardAction")}
              </ButtonLink>
            </Step>
          )}
          {account.canJoinGroups && !account.readsAllGroupMessages && !connection?.gate && (
            <Step icon={<Eye />} title={t("privacy")} text={t("privacyText")} />
          )}
        </ul>
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button variant="primary">{t("done")}</Button>} />
      </DialogFooter>
    </>
  );
}

function Status({ connection }: { connection: ConnectionJson }) {
  const t = useTranslations("connections.setUp");
  const { team } = useTeam();
  const state = useConnectionState(connection, team.active);
  const isBad = state.tone === "danger";
  return (
    <div role="status" className="flex items-start gap-3">
      <span aria-hidden className={isBad ? "text-danger-text" : "text-success-text"}>
        {isBad ? <CircleAlert className="size-5" /> : <CircleCheck className="size-5" />}
      </span>
      <div className="min-w-0">
        <p className="font-medium">{t("connected", { name: connection.name })}</p>
        <p className="text-ink-muted text-sm">
          {state.reason ??
            (connection.health === "unknown"
              ? t("starting")
              : connection.receives === "webhook"
                ? t("receivesWebhook")
                : t("receivesPolling"))}
        </p>
      </div>
    </div>
  );
}

interface StepProps {
  icon: ReactNode;
  title: string;
  text: string;
  children?: ReactNode;
}

function Step({ icon, title, text, children }: StepProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2.5">
      <span aria-hidden className="text-ink-subtle [&_svg]:size-4">
        {icon}
      </span>
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-medium text-sm">{title}</p>
        <p className="text-ink-muted text-xs">{text}</p>
      </div>
      {children}
    </li>
  );
}

function Out({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className={buttonVariants({ size: "sm" })}>
      {children}
    </a>
  );
}
