"use client";

import { useTranslations } from "next-intl";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { OnceDialog } from "#components/ui/once-dialog.tsx";
import type { NewDestinationJson } from "#lib/http/resources/alerts.ts";

/** The one time a webhook's secret is shown. */
export function SecretDialog({ created, onClose }: { created: NewDestinationJson | null; onClose: () => void }) {
  const t = useTranslations("alerts.secret");
  return (
    <OnceDialog
      secret={created && { name: created.name, value: created.secret ?? "" }}
      onClose={onClose}
      title={(name) => t("title", { name })}
      description={t("description")}
      label={t("label")}
      copyLabel={t("copy")}
      warning={{ title: t("notCopiedTitle"), text: t("notCopied") }}
    >
      <CodeBlock
        title={t("verify")}
        code={[
          { label: t("node"), code: NODE },
          { label: t("python"), code: PYTHON },
        ]}
      />
    </OnceDialog>
  );
}

// Their comments are English, as code is.
const NODE = `import { Webhook } from "standardwebhooks";

// body: the raw text of the request, before any JSON.parse
const alert = new Webhook(secret).verify(body, headers);
console.log(alert.type, alert.data.text);`;

const PYTHON = `from standardwebhooks.webhooks import Webhook

# body: the raw bytes of the request
alert = Webhook(secret).verify(body, headers)
print(alert["type"], alert["data"]["text"])`;
