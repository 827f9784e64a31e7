"use client";

import { useQuery } from "@tanstack/react-query";
import { Code, Plug, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { AccessCodeDialog } from "#components/team/connections/access-code-dialog.tsx";
import { ConnectionCard } from "#components/team/connections/connection-card.tsx";
import { useTeam } from "#components/team/team-context.tsx";
import { configQuery, connectionsQuery } from "#components/team/team-queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useErrorMessage } from "#components/use-error-message.ts";
import type { ConnectionJson } from "#lib/http/resources/connections.ts";

// Forms and what they need wait until they are opened.
const ConnectDialog = dynamic(() =>
  import("#components/team/connections/connect-dialog.tsx").then((module) => module.ConnectDialog),
);
const ApiGuideDialog = dynamic(() =>
  import("#components/team/connections/api-guide-dialog.tsx").then((module) => module.ApiGuideDialog),
);
const EditConnectionDialog = dynamic(() =>
  import("#components/team/connections/edit-connection-dialog.tsx").then((module) => module.EditConnectionDialog),
);

const SET_UPS = ["telegram", "api"] as const;

export function ConnectionsScreen() {
  const t = useTranslations("connections");
  const describeError = useErrorMessage();
  const { team, canWrite } = useTeam();
  const connections = useQuery(connectionsQuery(team.id));
  const config = useQuery(configQuery(team.id));
  // In the address, so that a link leads straight to it.
  const [setUp, setSetUp] = useQueryState("connect", parseAsStringLiteral(SET_UPS));
  const [edited, setEdited] = useState<ConnectionJson | null>(null);
  const [codeOf, setCodeOf] = useState<string | null>(null);
  const [used, setUsed] = useState<Set<string>>(new Set());
  const needsCode = config.data?.requiresAuth.value ?? false;

  const isOpen = { telegram: canWrite && setUp === "telegram", api: setUp === "api", edit: edited !== null };
  for (const name of ["telegram", "api", "edit"] as const) {
    if (isOpen[name] && !used.has(name)) setUsed(new Set([...used, name]));
  }

  const buttons = (
    <>
      <Button onClick={() => setSetUp("api")}>
        <Code aria-hidden />
        <span className="max-sm:sr-only">{t("useApi")}</span>
      </Button>
      <Button variant="primary" onClick={() => setSetUp("telegram")}>
        <Plus aria-hidden />
        {t("connect")}
      </Button>
    </>
  );

  return (
    <Section
      title={t("title")}
      description={t("description")}
      actions={canWrite && Boolean(connections.data?.length) && buttons}
    >
      {connections.isError && !connections.data ? (
        <Card flush>
          <ErrorState
            title={t("loadFailed")}
            description={describeError(connections.error)}
            onRetry={() => connections.refetch()}
            retrying={connections.isFetching}
          />
        </Card>
      ) : !connections.data ? (
        <div role="status" aria-label={t("loading")} className="grid gap-4 lg:grid-cols-2">
          <Skeleton className="h-64 rounded-lg" />
          <Skeleton className="h-64 rounded-lg" />
        </div>
      ) : connections.data.length === 0 ? (
        <Card flush>
          <EmptyState icon={<Plug />} title={t("empty")} description={t("emptyText")} action={canWrite && buttons} />
        </Card>
      ) : (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
          {connections.data.map((connection) => (
            <li key={connection.id} className="flex min-w-0">
              <ConnectionCard
                connection={connection}
                needsCode={needsCode}
                onEdit={() => setEdited(connection)}
                onShowCode={() => setCodeOf(connection.id)}
              />
            </li>
          ))}
        </ul>
      )}
      {used.has("telegram") && (
        <ConnectDialog open={isOpen.telegram} onOpenChange={(open) => !open && setSetUp(null)} onShowCode={setCodeOf} />
      )}
      {used.has("api") && <ApiGuideDialog open={isOpen.api} onOpenChange={(open) => !open && setSetUp(null)} />}
      {used.has("edit") && (
        <EditConnectionDialog connection={edited} onOpenChange={(open) => !open && setEdited(null)} />
      )}
      <AccessCodeDialog
        connection={connections.data?.find(({ id }) => id === codeOf) ?? null}
        onOpenChange={(open) => !open && setCodeOf(null)}
      />
    </Section>
  );
}
