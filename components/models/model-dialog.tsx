"use client";

import { ModelForm } from "#components/models/model-form.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { ModelJson, ProviderJson } from "#lib/http/resources/models.ts";

export interface ModelDialogProps {
  /** Null is closed; without a model it adds one. */
  state: { model: ModelJson | null } | null;
  onClose: () => void;
  providers: readonly ProviderJson[];
  models: readonly ModelJson[];
}

export function ModelDialog({ state, onClose, providers, models }: ModelDialogProps) {
  const model = state?.model ?? null;
  return (
    <Dialog
      open={state !== null}
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={model ? `Edit ${model.displayName}` : "Add a model"}
      description={
        model ? (
          <>
            <span className="font-mono text-xs">{model.publicId}</span> at {model.providerName}. These two don’t change.
          </>
        ) : (
          "The same public id at several providers makes a chain: the next one answers when the first fails."
        )
      }
    >
      {state && <ModelForm model={model} providers={providers} models={models} onDone={onClose} />}
    </Dialog>
  );
}
