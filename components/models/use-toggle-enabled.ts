import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { toast } from "#components/ui/toast.tsx";

interface Switchable {
  id: string;
  enabled: boolean;
}

/**
 * Switches a provider or a model on or off: shown at once, taken back if it fails, undone from the toast.
 * @param options.of both the query's key and the API's path
 */
export function useToggleEnabled<T extends Switchable>(options: {
  of: "models" | "providers";
  name: (item: T) => string;
  offNote: string;
}) {
  const t = useTranslations("models");
  const queryClient = useQueryClient();
  const queryKey = [options.of];
  const mutation = useMutation({
    mutationFn: ({ item, enabled }: { item: T; enabled: boolean }) =>
      api<T>(`/${options.of}/${item.id}`, { method: "PATCH", body: { enabled } }),
    meta: { errorToast: t("switched.failed") },
    onMutate: async ({ item, enabled }) => {
      await queryClient.cancelQueries({ queryKey });
      const before = queryClient.getQueryData<T[]>(queryKey);
      queryClient.setQueryData<T[]>(queryKey, (items) =>
        items?.map((one) => (one.id === item.id ? { ...one, enabled } : one)),
      );
      return { before };
    },
    onError: (_error, _variables, context) => queryClient.setQueryData(queryKey, context?.before),
    onSuccess: (_saved, { item, enabled }) => {
      toast.success(t(enabled ? "switched.on" : "switched.off", { name: options.name(item) }), {
        description: enabled ? undefined : options.offNote,
        action: { label: t("undo"), onClick: () => mutation.mutate({ item, enabled: !enabled }) },
      });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  return mutation.mutate;
}
