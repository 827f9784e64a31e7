import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTeam } from "#components/team/team-context.tsx";
import { InlineCode } from "#components/ui/code-block.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

/** What is known of a bot besides its health. */
export function ConnectionFacts({ connection, inSandbox }: { connection: ConnectionJson; inSandbox: boolean }) {
  const t = useTranslations("connections.card");
  const { lastUpdateAt, healthCheckedAt, backlog, receives, defaultModel, assistant, gate, settings } = connection;
  const { team } = useTeam();
  return (
    <Facts
      items={[
        { label: t("lastMessage"), value: <Moment date={lastUpdateAt} none={t("noMessage")} /> },
        { label: t("checked"), value: <Moment date={healthCheckedAt} none={t("notChecked")} /> },
        ...(backlog ? [{ label: t("waiting"), value: <Waiting backlog={backlog} /> }] : []),
        ...(receives ? [{ label: t("receives"), value: receives === "webhook" ? t("webhook") : t("polling") }] : []),
        {
          label: assistant ? t("model") : t("answers"),
          value: !assistant ? (
            t("answersOff")
          ) : defaultModel ? (
            <InlineCode>{defaultModel}</InlineCode>
          ) : (
            <Quiet>{t("teamDefault")}</Quiet>
          ),
        },
        ...(gate
          ? [
              {
                label: t("gate"),
                value: (
                  <Link href={`/teams/${team.id}/groups`} className="text-accent-text hover:underline">
                    {t("gateOn")}
                  </Link>
                ),
              },
            ]
          : []),
        ...(settings.apiRoot
          ? [
              {
                label: t("botApi"),
                value: inSandbox ? (
                  t("sandbox")
                ) : (
                  <bdi dir="ltr" className="break-all">
                    {settings.apiRoot}
                  </bdi>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Waiting({ backlog: { inbound, pending } }: { backlog: NonNullable<ConnectionJson["backlog"]> }) {
  const t = useTranslations("connections.card");
  if (inbound + pending === 0) return <Quiet>{t("nothingWaits")}</Quiet>;
  return (
    <>
      {inbound > 0 && <span className="block">{t("inbound", { count: inbound })}</span>}
      {pending > 0 && <span className="block">{t("pending", { count: pending })}</span>}
    </>
  );
}

function Moment({ date, none }: { date: string | null; none: string }) {
  const { team } = useTeam();
  if (date === null) return <Quiet>{none}</Quiet>;
  return <RelativeTime date={date} timeZone={team.timeZone} />;
}

function Quiet({ children }: { children: ReactNode }) {
  return <span className="text-ink-muted">{children}</span>;
}
