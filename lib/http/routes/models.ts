import { z } from "zod";
import { listModels } from "../../models/list-models.ts";
import { listProviders } from "../../models/list-providers.ts";
import { parsePrice } from "../../models/price.ts";
import { writeModel } from "../../models/write-model.ts";
import { writeProvider } from "../../models/write-provider.ts";
import { adminRoute } from "../admin-route.ts";
import { paginate } from "../cursor.ts";
import { presentModel, presentProvider } from "../present/present-model.ts";
import { id } from "../resources/common.ts";
import * as json from "../resources/models.ts";

const operator = { kind: "operator" } as const;

export const MODEL_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/providers",
    summary: "List model providers, newest first",
    tag: "Providers",
    access: operator,
    query: json.listProvidersQuery,
    response: json.providerPageSchema,
    handler: ({ query }) => paginate(query, listProviders, presentProvider),
  }),
  adminRoute({
    method: "POST",
    path: "/providers",
    summary: "Add an OpenAI-compatible provider",
    tag: "Providers",
    access: operator,
    body: json.createProviderBody,
    response: json.providerSchema,
    status: 201,
    handler: async ({ body, principal: { actor } }) => presentProvider(await writeProvider({ fields: body, actor })),
  }),
  adminRoute({
    method: "PATCH",
    path: "/providers/{providerId}",
    summary: "Change a provider",
    tag: "Providers",
    access: operator,
    params: z.object({ providerId: id }),
    body: json.updateProviderBody,
    response: json.providerSchema,
    handler: async ({ params: { providerId }, body, principal: { actor } }) =>
      presentProvider(await writeProvider({ providerId, fields: body, actor })),
  }),
  adminRoute({
    method: "GET",
    path: "/models",
    summary: "List models, newest first",
    tag: "Models",
    access: { kind: "signedIn" },
    query: json.listModelsQuery,
    response: json.modelPageSchema,
    handler: ({ query }) =>
      paginate(
        query,
        (page) =>
          listModels({
            ...page,
            search: query.search,
            providerId: query.providerId,
            enabled: query.enabled === undefined ? undefined : query.enabled === "true",
          }),
        presentModel,
      ),
  }),
  adminRoute({
    method: "POST",
    path: "/models",
    summary: "Add a model at a provider; the same public id at several providers makes a fallback chain",
    tag: "Models",
    access: operator,
    body: json.createModelBody,
    response: json.modelSchema,
    status: 201,
    handler: async ({ body, principal: { actor } }) =>
      presentModel(
        await writeModel({
          fields: { ...body, inputPrice: priceOf(body.inputPrice), outputPrice: priceOf(body.outputPrice) },
          actor,
        }),
      ),
  }),
  adminRoute({
    method: "PATCH",
    path: "/models/{modelId}",
    summary: "Change a model",
    tag: "Models",
    access: operator,
    params: z.object({ modelId: id }),
    body: json.updateModelBody,
    response: json.modelSchema,
    async handler({ params: { modelId }, body, principal: { actor } }) {
      const { inputPrice, outputPrice, ...others } = body;
      const fields = {
        ...others,
        ...(inputPrice === undefined ? {} : { inputPrice: priceOf(inputPrice) }),
        ...(outputPrice === undefined ? {} : { outputPrice: priceOf(outputPrice) }),
      };
      return presentModel(await writeModel({ modelId, fields, actor }));
    },
  }),
];

function priceOf(price: string | null): bigint | null {
  return price === null ? null : parsePrice(price);
}
