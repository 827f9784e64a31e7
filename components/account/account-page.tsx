"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { NameForm } from "#components/account/name-form.tsx";
import { PasswordForm } from "#components/account/password-form.tsx";
import { TeamsOfMine } from "#components/account/teams-of-mine.tsx";
import { api, errorMessage } from "#components/api-client.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import type { MeJson } from "#lib/http/resources/me.ts";

export interface AccountPageProps {
  user: { email: string; name: string | null; isOperator: boolean };
}

export function AccountPage({ user }: AccountPageProps) {
  const t = useTranslations("account");
  const shell = useTranslations("shell.user");
  const me = useQuery({ queryKey: ["me"], queryFn: ({ signal }) => api<MeJson>("/me", { signal }) });
  return (
    <>
      <PageHeader
        title={t("title")}
        badge={user.isOperator && <Badge tone="accent">{shell("operator")}</Badge>}
        description={t("description")}
      />
      <div className="flex flex-col gap-8">
        <Section layout="split" title={t("profile.title")} description={t("profile.description")}>
          <Card>
            <NameForm name={user.name ?? ""} email={user.email} />
          </Card>
        </Section>
        <Section layout="split" title={t("password.title")} description={t("password.description")}>
          <Card>
            <PasswordForm email={user.email} />
          </Card>
        </Section>
        <Section layout="split" title={t("teams.title")} description={t("teams.description")}>
          <Card flush>
            {me.isError && !me.data ? (
              <ErrorState
                className="py-8"
                description={errorMessage(me.error)}
                onRetry={() => me.refetch()}
                retrying={me.isFetching}
              />
            ) : (
              <TeamsOfMine teams={me.data?.teams} isOperator={user.isOperator} />
            )}
          </Card>
        </Section>
      </div>
    </>
  );
}
