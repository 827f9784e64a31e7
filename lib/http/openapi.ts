import { z } from "zod";
import type { AdminRoute } from "./admin-route.ts";

type Json = Record<string, unknown>;

const PROBLEM: Json = {
  type: "object",
  required: ["type", "title", "status", "code", "detail"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", description: "For machines, such as invalid_input" },
    detail: { type: "string", description: "For people" },
    errors: {
      type: "array",
      description: "Which fields are wrong, and what would be right",
      items: {
        type: "object",
        required: ["path", "message"],
        properties: { path: { type: "string" }, message: { type: "string" } },
      },
    },
    requestId: { type: "string", description: "With 5xx" },
  },
};

/** The OpenAPI 3.1 document of the routes, from the very schemas that validate. */
export function openApiDocument(routes: readonly AdminRoute[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const item = paths[`/api/admin${route.path}`] ?? {};
    item[route.method.toLowerCase()] = operation(route);
    paths[`/api/admin${route.path}`] = item;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Switchboard admin API",
      version: "1",
      description:
        "Teams, their configuration, keys, limits, members and connections; providers, models, usage and audit. Lists are read page by page with `cursor`. Errors are problem+json.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ managementKey: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        managementKey: { type: "http", scheme: "bearer", description: "A management key: sb_mgmt_…" },
        session: { type: "apiKey", in: "cookie", name: "next-auth.session-token" },
      },
      schemas: { Problem: PROBLEM },
      responses: {
        Problem: {
          description: "What went wrong",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    },
  };
}

function operation(route: AdminRoute): Json {
  const success = route.stream
    ? { description: "Done", content: { [route.stream]: { schema: { type: "string" } } } }
    : route.response
      ? { description: "Done", content: { "application/json": { schema: toSchema(route.response, "output") } } }
      : { description: "Done" };
  const bodyRequired = route.body ? !route.body.safeParse({}).success : false;
  return {
    summary: route.summary,
    tags: [route.tag],
    operationId: operationId(route),
    ...(route.access.kind === "public" ? { security: [] } : {}),
    "x-access": route.access.kind === "team" ? route.access.action : route.access.kind,
    parameters: [...parameters(route.params, "path"), ...parameters(route.query, "query")],
    ...(route.body
      ? {
          requestBody: {
            required: bodyRequired,
            content: { "application/json": { schema: toSchema(route.body, "input") } },
          },
        }
      : {}),
    responses: {
      [route.status]: success,
      default: { $ref: "#/components/responses/Problem" },
    },
  };
}

function parameters(schema: z.ZodObject | undefined, place: "path" | "query"): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = toSchema(schema, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(description ? { description } : {}),
    schema: rest,
  }));
}

function toSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: "draft-2020-12" });
  return rest;
}

/** `GET /teams/{teamId}/keys` becomes `get_teams_teamId_keys`. */
function operationId(route: AdminRoute): string {
  return `${route.method.toLowerCase()}${route.path.replace(/[^A-Za-z0-9]+/g, "_").replace(/_$/, "")}`;
}
