"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useForm } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { showServerErrors } from "#components/form-errors.ts";
import { ImportChoice } from "#components/models/import-choice.tsx";
import { ImportPrices } from "#components/models/import-prices.tsx";
import { type ImportFormValues, importFormSchema, toNumber } from "#components/models/model-schema.ts";
import { Button } from "#components/ui/button.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type {
  ImportedModelsJson,
  ImportModelsBody,
  OfferedModelJson,
  OfferedModelsJson,
  ProviderJson,
} from "#lib/http/resources/models.ts";

export interface ImportDialogProps {
  provider: ProviderJson;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The server takes no more at once. */
const MOST_AT_ONCE = 200;
const ASSUMED_CONTEXT = "128,000";

/** A provider's own list: choose, give prices, add. Mount it with a `key` per opening. */
export function ImportDialog({ provider, open, onOpenChange }: ImportDialogProps) {
  const t = useTranslations("models.import");
  const rules = useTranslations("models.rules");
  const queryClient = useQueryClient();
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [step, setStep] = useState<"choose" | "price">("choose");
  const offered = useQuery({
    queryKey: ["offered-models", provider.id],
    queryFn: ({ signal }) => api<OfferedModelsJson>(`/providers/${provider.id}/models`, { signal }),
    // Each time it asks the provider; nobody wants an old list.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
  const schema = useMemo(() => importFormSchema(rules, t("duplicate")), [rules, t]);
  const form = useForm<ImportFormValues>({
    resolver: zodResolver(schema),
    mode: "onTouched",
    defaultValues: { models: [] },
  });

  const save = useMutation({
    mutationFn: ({ models }: ImportFormValues) => {
      const body: ImportModelsBody = {
        models: models.map(({ inputPrice, outputPrice, contextWindow, ...others }) => ({
          ...others,
          inputPrice: inputPrice || null,
          outputPrice: outputPrice || null,
          contextWindow: toNumber(contextWindow),
        })),
      };
      return api<ImportedModelsJson>(`/providers/${provider.id}/models`, { body });
    },
    onError: (error) => showServerErrors(error, form),
    onSuccess: ({ added, skipped }) => {
      queryClient.invalidateQueries({ queryKey: ["models"] });
      const show = () => router.push(`/models?search=${encodeURIComponent(provider.name)}`);
      toast.success(t("done", { count: added.length }), {
        description: skipped.length > 0 ? t("skipped", { count: skipped.length }) : undefined,
        action: { label: t("show"), onClick: show },
      });
      onOpenChange(false);
    },
  });

  function toPrices() {
    const before = new Map(form.getValues("models").map((row) => [row.upstreamName, row]));
    const models = (offered.data?.models ?? [])
      .filter(({ upstreamName }) => chosen.has(upstreamName))
      // What was typed before going back to the list stays.
      .map((model) => before.get(model.upstreamName) ?? startRow(model));
    form.reset({ models });
    setStep("price");
  }

  const tooMany = chosen.size > MOST_AT_ONCE;
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title={t("title", { name: provider.name })}
      description={step === "choose" ? t("chooseDescription") : t("priceDescription")}
      submitLabel={step === "choose" ? t("next") : t("submit", { count: chosen.size })}
      submitDisabled={chosen.size === 0 || tooMany}
      onSubmit={step === "choose" ? toPrices : form.handleSubmit((values) => save.mutate(values))}
      pending={save.isPending}
      dirty={chosen.size > 0}
      rootError={form.formState.errors.root?.message ?? (tooMany ? t("tooMany", { count: MOST_AT_ONCE }) : undefined)}
      footer={
        step === "choose" ? (
          <span role="status">{t("selected", { count: chosen.size })}</span>
        ) : (
          <Button size="sm" variant="ghost" disabled={save.isPending} onClick={() => setStep("choose")}>
            {t("back")}
          </Button>
        )
      }
    >
      {step === "choose" ? (
        <ImportChoice provider={provider} offered={offered} chosen={chosen} onChange={setChosen} />
      ) : (
        <ImportPrices form={form} />
      )}
    </FormDialog>
  );
}

function startRow(model: OfferedModelJson): ImportFormValues["models"][number] {
  const { upstreamName, displayName, publicId, maxOutput, inputPrice, outputPrice, contextWindow } = model;
  return {
    ...{ upstreamName, displayName, publicId, maxOutput },
    inputPrice: inputPrice ?? "",
    outputPrice: outputPrice ?? "",
    contextWindow: contextWindow?.toLocaleString("en-US") ?? ASSUMED_CONTEXT,
  };
}
