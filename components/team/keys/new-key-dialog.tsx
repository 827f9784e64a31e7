"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { inferenceSnippets, managementSnippets } from "#components/team/keys/snippets.ts";
import { useTeam } from "#components/team/team-context.tsx";
import { configQuery } from "#components/team/team-queries.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { NewKeyJson } from "#lib/http/resources/keys.ts";

export interface NewKeyDialogProps {
  created: NewKeyJson | null;
  onClose: () => void;
}

/** The one time a key is shown. It asks once more before it closes uncopied. */
export function NewKeyDialog({ created, onClose }: NewKeyDialogProps) {
  const t = useTranslations("keys.ready");
  const [copied, setCopied] = useState(false);
  const [warned, setWarned] = useState(false);
  const [shown, setShown] = useState<{ name: string } | null>(null);
  // The name alone outlives the closing: the key doesn’t.
  if (created && shown?.name !== created.name) setShown({ name: created.name });

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
      title={t("title", { name: shown?.name ?? "" })}
      description={t("text")}
    >
      {created && (
        <>
          <DialogBody>
            {warned && !copied && (
              <Banner tone="warning" title={t("uncopiedTitle")}>
                {t("uncopiedText")}
              </Banner>
            )}
            <Field label={t("key")}>
              <div className="flex gap-2">
                <Input
                  value={created.key}
                  readOnly
                  dir="ltr"
                  spellCheck={false}
                  autoComplete="off"
                  className="min-w-0 flex-1 font-mono text-xs"
                  onFocus={(event) => event.currentTarget.select()}
                  onCopy={() => setCopied(true)}
                />
                <CopyButton
                  value={created.key}
                  label={t("copy")}
                  showLabel
                  size="md"
                  variant="primary"
                  onCopied={() => setCopied(true)}
                />
              </div>
            </Field>
            <Snippets created={created} />
          </DialogBody>
          <DialogFooter>
            <Button variant={copied ? "primary" : "secondary"} onClick={close}>
              {warned && !copied ? t("closeUncopied") : t("done")}
            </Button>
          </DialogFooter>
        </>
      )}
    </Dialog>
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
  const model = config?.defaultModel.value ?? team.overrides.defaultModel ?? "openai/gpt-5-chat";
  return <CodeBlock title={t("tryIt")} code={inferenceSnippets({ gatewayUrl, apiKey: created.key, model })} />;
}
