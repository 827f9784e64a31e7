import { z } from "zod";
import { testModel } from "../../chat/test-model.ts";
import { listModels } from "../../models/list-models.ts";
import { parsePrice } from "../../models/price.ts";
import { writeChain } from "../../models/write-chain.ts";
import { writeModel } from "../../models/write-model.ts";
import { adminRoute } from "../admin-route.ts";
import { paginate } from "../cursor.ts";
import { presentModel } from "../present/present-model.ts";
import { id } from "../resources/common.ts";
import * as json from "../resources/models.ts";
import { PROVIDER_ROUTES } from "./providers.ts";

const operator = { kind: "operator" } as const;

export const MODEL_ROUTES = [
  ...PROVIDER_ROUTES,
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
  adminRoute({
    method: "POST",
    path: "/models/chain",
    summary: "Set who is asked for a model, in order: its providers, and its fallbacks when all of them fail",
    tag: "Models",
    access: operator,
    body: json.writeChainBody,
    async handler({ body, principal: { actor } }) {
      await writeChain({ ...body, actor });
      return undefined;
    },
  }),
  adminRoute({
    method: "POST",
    path: "/models/{modelId}/test",
    summary: "Ask a model one tiny question, as a turn would; nobody is charged",
    tag: "Models",
    access: operator,
    params: z.object({ modelId: id }),
    response: json.modelTestSchema,
    handler: ({ params: { modelId }, principal: { actor } }) => testModel({ modelId, actor }),
  }),
];

function priceOf(price: string | null): bigint | null {
  return price === null ? null : parsePrice(price);
}
