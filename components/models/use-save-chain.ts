import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { toast } from "#components/ui/toast.tsx";
import type { ModelJson, WriteChainBody } from "#lib/http/resources/models.ts";

type Change = Pick<WriteChainBody, "modelIds" | "fallbacks">;

/** Saves who is asked for a model: shown at once, taken back if it fails, undone from the toast. */
export function useSaveChain(options: { publicId: string; name: string }) {
  const { publicId, name } = options;
  const t = useTranslations("models");
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ change }: { change: Change; undo: Change | null }) =>
      api<void>("/models/chain", { body: { publicId, ...change } }),
    meta: { errorToast: t("chain.failed") },
    onMutate: async ({ change }) => {
      await queryClient.cancelQueries({ queryKey: ["models"] });
      const before = queryClient.getQueryData<ModelJson[]>(["models"]);
      queryClient.setQueryData<ModelJson[]>(["models"], (models) =>
        models?.map((model) => (model.publicId === publicId ? changed(model, change) : model)),
      );
      return { before };
    },
    onError: (_error, _variables, context) => queryClient.setQueryData(["models"], context?.before),
    onSuccess: (_saved, { undo }) => {
      toast.success(t("chain.saved", { name }), {
        id: `chain-${publicId}`,
        ...(undo && {
          action: { label: t("undo"), onClick: () => mutation.mutate({ change: undo, undo: null }) },
        }),
      });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["models"] }),
  });
  return (change: Change, undo: Change) => mutation.mutate({ change, undo });
}

function changed(model: ModelJson, { modelIds, fallbacks }: Change): ModelJson {
  const position = modelIds === undefined ? model.position : modelIds === null ? null : modelIds.indexOf(model.id) + 1;
  return { ...model, position, fallbacks: fallbacks ?? model.fallbacks };
}
