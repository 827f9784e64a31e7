"use client";

import { useQuery } from "@tanstack/react-query";
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
      title={created ? `${created.name} is ready` : "Your key"}
      description="Copy it now: it is stored nowhere and can’t be shown again."
    >
      {created && (
        <>
          <DialogBody>
            {warned && !copied && (
              <Banner tone="warning" title="The key hasn’t been copied yet">
                Once this closes, nobody can see it again. Close it all the same, or copy it first.
              </Banner>
            )}
            <Field label="API key">
              <div className="flex gap-2">
                <Input
                  value={created.key}
                  readOnly
                  spellCheck={false}
                  autoComplete="off"
                  className="min-w-0 flex-1 font-mono text-xs"
                  onFocus={(event) => event.currentTarget.select()}
                  onCopy={() => setCopied(true)}
                />
                <CopyButton
                  value={created.key}
                  label="Copy key"
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
              {warned && !copied ? "Close without copying" : "Done"}
            </Button>
          </DialogFooter>
        </>
      )}
    </Dialog>
  );
}

function Snippets({ created }: { created: NewKeyJson }) {
  const { team, gatewayUrl } = useTeam();
  const { data: config } = useQuery(configQuery(team.id));
  if (created.scope === "management") {
    const code = managementSnippets({ dashboardUrl: location.origin, apiKey: created.key, teamId: team.id });
    return <CodeBlock title="Try it" code={code} />;
  }
  const model = config?.defaultModel.value ?? team.overrides.defaultModel ?? "openai/gpt-5-chat";
  return <CodeBlock title="Try it" code={inferenceSnippets({ gatewayUrl, apiKey: created.key, model })} />;
}
