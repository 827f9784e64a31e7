"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyField } from "#components/ui/copy-field.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";

export interface OnceDialogProps {
  /** What is shown; null closes. */
  secret: { name: string; value: string } | null;
  onClose: () => void;
  title: (name: string) => string;
  description: string;
  /** Names the secret: "API key". */
  label: string;
  copyLabel: string;
  /** What is lost with it, when it is about to close uncopied. */
  warning: { title: string; text: string };
  /** How it is used. */
  children?: ReactNode;
}

/** The one time a secret is shown. It asks once more before it closes uncopied. */
export function OnceDialog({
  secret,
  onClose,
  title,
  description,
  label,
  copyLabel,
  warning,
  children,
}: OnceDialogProps) {
  const t = useTranslations("ui.once");
  const [copied, setCopied] = useState(false);
  const [warned, setWarned] = useState(false);
  // The name alone outlives the closing: the secret doesn’t.
  const [name, setName] = useState("");
  if (secret && secret.name !== name) setName(secret.name);
  const isWarning = warned && !copied;

  function close() {
    if (!copied && !warned) return setWarned(true);
    setCopied(false);
    setWarned(false);
    onClose();
  }

  return (
    <Dialog
      open={secret !== null}
      onOpenChange={(open) => !open && close()}
      size="lg"
      title={title(name)}
      description={description}
    >
      {secret && (
        <>
          <DialogBody>
            {isWarning && (
              <Banner tone="warning" title={warning.title}>
                {warning.text}
              </Banner>
            )}
            <CopyField label={label} copyLabel={copyLabel} value={secret.value} onCopied={() => setCopied(true)} />
            {children}
          </DialogBody>
          <DialogFooter>
            <Button variant={copied ? "primary" : "secondary"} onClick={close}>
              {isWarning ? t("closeUncopied") : t("done")}
            </Button>
          </DialogFooter>
        </>
      )}
    </Dialog>
  );
}
