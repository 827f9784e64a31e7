import { useMutation } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { ModelJson, ModelTestJson } from "#lib/http/resources/models.ts";

/** One tiny question to a model; whatever becomes of it is the result. */
export function useTestCall() {
  return useMutation({
    mutationFn: (model: ModelJson) => api<ModelTestJson>(`/models/${model.id}/test`, { method: "POST" }),
  });
}
