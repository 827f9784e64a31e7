import { z } from "zod";
import { createDestination, type NewDestination } from "../../alerts/create-destination.ts";
import { findDestinationTeam, listDeliveries, listDestinations, withDetails } from "../../alerts/list-destinations.ts";
import { testDestination } from "../../alerts/test-destination.ts";
import { deleteDestination, rotateSecret, updateDestination } from "../../alerts/update-destination.ts";
import { can } from "../../auth/roles.ts";
import { notFound } from "../../infra/errors.ts";
import type { AlertDestination } from "../../infra/prisma/client.ts";
import type { AlertKind } from "../../infra/prisma/enums.ts";
import { said } from "../../infra/said.ts";
import { adminRoute } from "../admin-route.ts";
import { paginate } from "../cursor.ts";
import { presentDelivery, presentDestination } from "../present/present-alert.ts";
import type { Principal } from "../principal.ts";
import * as json from "../resources/alerts.ts";
import { id } from "../resources/common.ts";

const tag = "Alerts";
const ofTeam = z.object({ teamId: id });
const ofDestination = z.object({ destinationId: id });
const owner = {
  missing: said`The destination was not found.`,
  teamOf: ({ destinationId }: { destinationId: string }) => findDestinationTeam(destinationId),
};
const read = { kind: "team", action: "team.read", owner } as const;
const write = { kind: "team", action: "team.write", owner } as const;

export const ALERT_DESTINATION_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}/alert-destinations",
    summary: "List where a team's alerts are sent",
    tag,
    access: { kind: "team", action: "team.read" },
    params: ofTeam,
    response: json.destinationListSchema,
    handler: ({ params: { teamId }, principal }) => list(teamId, principal),
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/alert-destinations",
    summary: "Send a team's alerts to a webhook or a chat; the answer shows a webhook's secret this once",
    tag,
    access: { kind: "team", action: "team.write" },
    params: ofTeam,
    body: json.createDestinationBody,
    response: json.newDestinationSchema,
    status: 201,
    handler: ({ params: { teamId }, body, principal }) => create(teamId, body, principal),
  }),
  adminRoute({
    method: "GET",
    path: "/alert-destinations",
    summary: "List where the operators' alerts are sent",
    tag,
    access: { kind: "operator" },
    response: json.destinationListSchema,
    handler: ({ principal }) => list(null, principal),
  }),
  adminRoute({
    method: "POST",
    path: "/alert-destinations",
    summary: "Send the operators' alerts to a webhook or a chat; the answer shows a webhook's secret this once",
    tag,
    access: { kind: "operator" },
    body: json.createDestinationBody,
    response: json.newDestinationSchema,
    status: 201,
    handler: ({ body, principal }) => create(null, body, principal),
  }),
  adminRoute({
    method: "PATCH",
    path: "/alert-destinations/{destinationId}",
    summary: "Change a destination, or switch it off and on",
    tag,
    access: write,
    params: ofDestination,
    body: json.updateDestinationBody,
    response: json.destinationSchema,
    async handler({ params: { destinationId }, body, principal: { actor } }) {
      const changes = { ...body, kinds: body.kinds?.map((kind) => kind.toUpperCase() as AlertKind) };
      return present(await updateDestination({ destinationId, changes, actor }));
    },
  }),
  adminRoute({
    method: "DELETE",
    path: "/alert-destinations/{destinationId}",
    summary: "Remove a destination and the log of what was sent there",
    tag,
    access: write,
    params: ofDestination,
    async handler({ params: { destinationId }, principal: { actor } }) {
      await deleteDestination({ destinationId, actor });
      return undefined;
    },
  }),
  adminRoute({
    method: "POST",
    path: "/alert-destinations/{destinationId}/rotate-secret",
    summary: "Replace a webhook's secret at once; the answer shows the new one this once",
    tag,
    access: write,
    params: ofDestination,
    response: json.newDestinationSchema,
    async handler({ params: { destinationId }, principal: { actor } }) {
      const { destination, secret } = await rotateSecret({ destinationId, actor });
      return { ...(await present(destination)), secret };
    },
  }),
  adminRoute({
    method: "POST",
    path: "/alert-destinations/{destinationId}/test",
    summary: "Send a test, tried once; its outcome appears among the deliveries",
    tag,
    access: write,
    params: ofDestination,
    response: json.deliverySchema,
    status: 201,
    async handler({ params: { destinationId }, principal: { actor }, now }) {
      return presentDelivery(await testDestination({ destinationId, actor, now }));
    },
  }),
  adminRoute({
    method: "GET",
    path: "/alert-destinations/{destinationId}/deliveries",
    summary: "List what was sent to a destination, newest first",
    tag,
    access: read,
    params: ofDestination,
    query: json.listDeliveriesQuery,
    response: json.deliveryPageSchema,
    handler: ({ params: { destinationId }, query }) =>
      paginate(query, (page) => listDeliveries({ destinationId, ...page }), presentDelivery),
  }),
];

async function list(teamId: string | null, principal: Principal) {
  const showUrl = can(principal, "team.write", teamId);
  const items = await listDestinations({ teamId });
  return { items: items.map((item) => presentDestination(item, showUrl)) };
}

async function create(teamId: string | null, body: z.output<typeof json.createDestinationBody>, { actor }: Principal) {
  const kinds = body.kinds.map((kind) => kind.toUpperCase() as AlertKind);
  const given: NewDestination =
    body.kind === "webhook"
      ? { kind: "WEBHOOK", name: body.name, url: body.url, kinds }
      : { kind: "TELEGRAM", name: body.name, connectionId: body.connectionId, chatId: body.chatId, kinds };
  const { destination, secret } = await createDestination({ teamId, destination: given, actor });
  return { ...(await present(destination)), secret };
}

async function present(destination: AlertDestination) {
  const [listed] = await withDetails([destination]);
  if (!listed) throw notFound(said`The destination was not found.`);
  return presentDestination(listed, true);
}
