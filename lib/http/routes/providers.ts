import { z } from "zod";
import { listOfferedModels } from "../../chat/list-offered-models.ts";
import { importModels } from "../../models/import-models.ts";
import { listProviderHealth } from "../../models/list-provider-health.ts";
import { listProviders } from "../../models/list-providers.ts";
import { orderProviders } from "../../models/order-providers.ts";
import { parsePrice } from "../../models/price.ts";
import { writeProvider } from "../../models/write-provider.ts";
import { adminRoute } from "../admin-route.ts";
import { paginate } from "../cursor.ts";
import { presentModel, presentProvider, presentProviderHealth } from "../present/present-model.ts";
import { id } from "../resources/common.ts";
import * as json from "../resources/models.ts";

const operator = { kind: "operator" } as const;

export const PROVIDER_ROUTES = [
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
    method: "POST",
    path: "/providers/order",
    summary: "Set the order in which the providers of a model are asked",
    tag: "Providers",
    access: operator,
    body: json.orderProvidersBody,
    async handler({ body, principal: { actor } }) {
      await orderProviders({ ...body, actor });
      return undefined;
    },
  }),
  adminRoute({
    method: "GET",
    path: "/providers/health",
    summary: "Report how each provider does, from what the live processes say",
    tag: "Providers",
    access: operator,
    response: json.providerHealthSchema,
    handler: async () => ({ items: (await listProviderHealth()).map(presentProviderHealth) }),
  }),
  adminRoute({
    method: "GET",
    path: "/providers/{providerId}/models",
    summary: "Ask a provider for its own list of models",
    tag: "Providers",
    access: operator,
    params: z.object({ providerId: id }),
    response: json.offeredModelsSchema,
    handler: ({ params: { providerId }, principal: { actor } }) => listOfferedModels({ providerId, actorId: actor.id }),
  }),
  adminRoute({
    method: "POST",
    path: "/providers/{providerId}/models",
    summary: "Add many of a provider's models; those without both prices stay off",
    tag: "Providers",
    access: operator,
    params: z.object({ providerId: id }),
    body: json.importModelsBody,
    response: json.importedModelsSchema,
    status: 201,
    async handler({ params: { providerId }, body, principal: { actor } }) {
      const models = body.models.map(({ inputPrice, outputPrice, ...others }) => ({
        ...others,
        inputPrice: inputPrice === null ? null : parsePrice(inputPrice),
        outputPrice: outputPrice === null ? null : parsePrice(outputPrice),
      }));
      const added = await importModels({ providerId, models, actor });
      const ids = new Set(added.map(({ publicId }) => publicId));
      const skipped = [...new Set(models.map(({ publicId }) => publicId))].filter((publicId) => !ids.has(publicId));
      return { added: added.map(presentModel), skipped };
    },
  }),
];
