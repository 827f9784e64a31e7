import { z } from "zod";
import { allowHost, disallowHost, listAllowedHosts } from "../../alerts/allowed-hosts.ts";
import type { AllowedHost } from "../../infra/prisma/client.ts";
import { adminRoute } from "../admin-route.ts";
import {
  type AllowedHostJson,
  allowedHostListSchema,
  allowedHostSchema,
  allowHostBody,
} from "../resources/allowed-hosts.ts";

const tag = "Allowed hosts";
const access = { kind: "operator" } as const;

export const ALLOWED_HOST_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/allowed-hosts",
    summary: "List the hosts that tenants' URLs may reach although they are inside",
    tag,
    access,
    response: allowedHostListSchema,
    handler: async () => ({ items: (await listAllowedHosts()).map(present) }),
  }),
  adminRoute({
    method: "POST",
    path: "/allowed-hosts",
    summary: "Allow a host, on all of its ports or on one",
    tag,
    access,
    body: allowHostBody,
    response: allowedHostSchema,
    status: 201,
    handler: async ({ body: { host }, principal: { actor } }) => present(await allowHost({ host, actor })),
  }),
  adminRoute({
    method: "DELETE",
    path: "/allowed-hosts/{host}",
    summary: "Take a host off the list; what is sent there from now on is refused",
    tag,
    access,
    params: z.object({ host: z.string().max(800).transform(decoded) }),
    async handler({ params: { host }, principal: { actor } }) {
      await disallowHost({ host, actor });
      return undefined;
    },
  }),
];

/** As it stands in the path: a colon or a bracket may be escaped. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function present({ host, createdBy, createdAt }: AllowedHost): AllowedHostJson {
  return { host, createdBy, createdAt: createdAt.toISOString() };
}
