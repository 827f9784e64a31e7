"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { inferenceSnippets, managementSnippets } from "#components/team/keys/snippets.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { configQuery } from "#components/team/team-queries.ts";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { OnceDialog } from "#components/ui/once-dialog.tsx";
import type { NewKeyJson } from "#lib/http/resources/keys.ts";

/** The one time a key is shown. */
export function NewKeyDialog({ created, onClose }: { created: NewKeyJson | null; onClose: () => void }) {
  const t = useTranslations("keys.ready");
  return (
    <OnceDialog
      secret={created && { name: created.name, value: created.key }}
      onClose={onClose}
      title={(name) => t("title", { name })}
      description={t("text")}
      label={t("key")}
      copyLabel={t("copy")}
      warning={{ title: t("uncopiedTitle"), text: t("uncopiedText") }}
    >
      {created && <Snippets created={created} />}
    </OnceDialog>
  );
}

function Snippets({ created }: { created: NewKeyJson }) {
  const t = useTranslations("keys.ready");
  const { team, gatewayUrl } = useTeam();
  const { data: config } = useQuery(configQuery(team.id));
  if (created.scope === "management") {
    const code = managementSnippets({ dashboardUrl: location.origin, apiKey: created.key, teamId: team.id });
    return <CodeBlock title={t("tryIt")} code={code} />;
  }
  // The gateway's name for a team's default model: right also while the configuration is on its way.
  const model = config?.defaultModel.value ?? "default";
  return <CodeBlock title={t("tryIt")} code={inferenceSnippets({ gatewayUrl, apiKey: created.key, model })} />;
}
