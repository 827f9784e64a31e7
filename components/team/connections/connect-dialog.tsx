"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConnectSteps, type StepId } from "#components/team/connections/connect-steps.tsx";
import { NextStep } from "#components/team/connections/next-step.tsx";
import { SettingsStep } from "#components/team/connections/settings-step.tsx";
import { TokenStep } from "#components/team/connections/token-step.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { CheckedTokenJson } from "#lib/http/resources/connections.ts";

export interface ConnectDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onShowCode: (connectionId: string) => void;
}

export type Account = Extract<CheckedTokenJson, { ok: true }>["account"];

/** A token that the platform has accepted, and whose it is. */
export interface Accepted {
  token: string;
  apiRoot: string;
  name: string;
  account: Account;
}

/** Connects a Telegram bot: its token, which is tried; how it behaves; and what to do with it next. */
export function ConnectDialog({ open, onOpenChange, onShowCode }: ConnectDialogProps) {
  const t = useTranslations("connections.setUp");
  const [accepted, setAccepted] = useState<Accepted | null>(null);
  const [back, setBack] = useState(false);
  const [connectionId, setConnectionId] = useState<string | null>(null);
  const step: StepId = connectionId ? "next" : accepted && !back ? "settings" : "token";

  function reset() {
    setAccepted(null);
    setBack(false);
    setConnectionId(null);
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange} onClosed={reset} title={t("title")}>
      <ConnectSteps current={step} />
      {step === "token" && (
        <TokenStep
          before={accepted}
          onAccepted={(next) => {
            setAccepted(next);
            setBack(false);
          }}
        />
      )}
      {step === "settings" && accepted && (
        <SettingsStep accepted={accepted} onBack={() => setBack(true)} onConnected={setConnectionId} />
      )}
      {step === "next" && connectionId && accepted && (
        <NextStep
          connectionId={connectionId}
          account={accepted.account}
          onShowCode={() => {
            onOpenChange(false);
            onShowCode(connectionId);
          }}
        />
      )}
    </Dialog>
  );
}
