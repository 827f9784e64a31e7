"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { NewDestinationJson } from "#lib/http/resources/alerts.ts";

/** The one time a webhook's secret is shown. It asks once more before it closes uncopied. */
export function SecretDialog({ created, onClose }: { created: NewDestinationJson | null; onClose: () => void }) {
  const t = useTranslations("alerts.secret");
  const [copied, setCopied] = useState(false);
  const [warned, setWarned] = useState(false);

  function close() {
    if (!copied && !warned) return setWarned(true);
    setCopied(false);
    setWarned(false);
    onClose();
  }

  return (
    <Dialog
      open={created !== null}
      onOpenChange={(open) => !open && close()}
      size="lg"
      title={t("title", { name: created?.name ?? "" })}
      description={t("description")}
    >
      <DialogBody>
        {warned && !copied && (
          <Banner tone="warning" title={t("notCopiedTitle")}>
            {t("notCopied")}
          </Banner>
        )}
        <Field label={t("label")}>
          <div className="flex gap-2">
            <Input
              value={created?.secret ?? ""}
              readOnly
              dir="ltr"
              spellCheck={false}
              autoComplete="off"
              className="min-w-0 flex-1 font-mono text-xs"
              onFocus={(event) => event.currentTarget.select()}
              onCopy={() => setCopied(true)}
            />
            <CopyButton
              value={created?.secret ?? ""}
              label={t("copy")}
              showLabel
              size="md"
              variant="primary"
              onCopied={() => setCopied(true)}
            />
          </div>
        </Field>
        <CodeBlock
          title={t("verify")}
          code={[
            { label: t("node"), code: NODE },
            { label: t("python"), code: PYTHON },
          ]}
        />
      </DialogBody>
      <DialogFooter>
        <Button variant={copied ? "primary" : "secondary"} onClick={close}>
          {warned && !copied ? t("closeAnyway") : t("done")}
        </Button>
      </DialogFooter>
    </Dialog>
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
