import { z } from "zod";
import { said } from "../../infra/said.ts";
import { createKey } from "../../teams/create-key.ts";
import { findKeyTeam } from "../../teams/find-key-team.ts";
import { listKeys } from "../../teams/list-keys.ts";
import { revokeKey } from "../../teams/revoke-key.ts";
import { rotateKey } from "../../teams/rotate-key.ts";
import { adminRoute } from "../admin-route.ts";
import { paginate } from "../cursor.ts";
import { presentKey } from "../present/present-key.ts";
import { id } from "../resources/common.ts";
import * as json from "../resources/keys.ts";
import { viewKeys } from "../view-keys.ts";

const tag = "Keys";
const ofTeam = z.object({ teamId: id });
const ofTeamKey = z.object({ teamId: id, keyId: id });
const ofKey = z.object({ keyId: id });
const write = { kind: "team", action: "team.write" } as const;
const writeOwner = {
  kind: "team",
  action: "team.write",
  owner: { missing: said`The key was not found.`, teamOf: ({ keyId }: { keyId: string }) => findKeyTeam(keyId) },
} as const;

function scopeOf(scope: z.output<typeof json.keyScope>) {
  return scope === "inference" ? ("INFERENCE" as const) : ("MANAGEMENT" as const);
}

function expiryOf(expiresAt: string | null | undefined): Date | null {
  return expiresAt ? new Date(expiresAt) : null;
}

export const KEY_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}/keys",
    summary: "List a team's keys, newest first, with what each has used this month and its limits",
    tag,
    access: { kind: "team", action: "team.read" },
    params: ofTeam,
    query: json.listKeysQuery,
    response: json.teamKeyPageSchema,
    async handler({ params: { teamId }, query, now }) {
      const { items, nextCursor } = await paginate(
        query,
        (page) => listKeys({ teamId, ...page }),
        (key) => key,
      );
      return { items: await viewKeys({ teamId, keys: items, now }), nextCursor };
    },
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/keys",
    summary: "Create a key; the answer shows it this once",
    tag,
    access: write,
    params: ofTeam,
    body: json.createKeyBody,
    response: json.newKeySchema,
    status: 201,
    async handler({ params: { teamId }, body, principal: { actor }, now }) {
      const { name, rateLimit } = body;
      const expiresAt = expiryOf(body.expiresAt);
      const { key, raw } = await createKey({
        teamId,
        name,
        scope: scopeOf(body.scope),
        expiresAt,
        rateLimit,
        actor,
        now,
      });
      return { ...presentKey(key, now), key: raw };
    },
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/keys/{keyId}/rotate",
    summary: "Replace a key; both work until the grace period ends",
    tag,
    access: write,
    params: ofTeamKey,
    body: json.rotateKeyBody,
    response: json.newKeySchema,
    status: 201,
    async handler({ params: { teamId, keyId }, body: { graceSeconds }, principal: { actor }, now }) {
      const { key, raw } = await rotateKey({ keyId, teamId, graceSeconds, actor, now });
      return { ...presentKey(key, now), key: raw };
    },
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/keys/{keyId}/revoke",
    summary: "End a key at once and for good",
    tag,
    access: write,
    params: ofTeamKey,
    response: json.keySchema,
    handler: async ({ params: { teamId, keyId }, principal: { actor }, now }) =>
      presentKey(await revokeKey({ keyId, teamId, actor, now }), now),
  }),
  adminRoute({
    method: "POST",
    path: "/keys/{keyId}/rotate",
    summary: "Replace a key, wherever it belongs; both work until the grace period ends",
    tag,
    access: writeOwner,
    params: ofKey,
    body: json.rotateKeyBody,
    response: json.newKeySchema,
    status: 201,
    async handler({ params: { keyId }, body: { graceSeconds }, principal: { actor }, now }) {
      const teamId = (await findKeyTeam(keyId)) ?? null;
      const { key, raw } = await rotateKey({ keyId, teamId, graceSeconds, actor, now });
      return { ...presentKey(key, now), key: raw };
    },
  }),
  adminRoute({
    method: "POST",
    path: "/keys/{keyId}/revoke",
    summary: "End a key at once and for good, wherever it belongs",
    tag,
    access: writeOwner,
    params: ofKey,
    response: json.keySchema,
    async handler({ params: { keyId }, principal: { actor }, now }) {
      const teamId = (await findKeyTeam(keyId)) ?? null;
      return presentKey(await revokeKey({ keyId, teamId, actor, now }), now);
    },
  }),
  adminRoute({
    method: "GET",
    path: "/keys",
    summary: "List the operators' management keys, newest first",
    tag,
    access: { kind: "operator" },
    query: json.listKeysQuery,
    response: json.keyPageSchema,
    handler: ({ query, now }) =>
      paginate(
        query,
        (page) => listKeys({ teamId: null, ...page }),
        (key) => presentKey(key, now),
      ),
  }),
  adminRoute({
    method: "POST",
    path: "/keys",
    summary: "Create an operator's management key; the answer shows it this once",
    tag,
    access: { kind: "operator" },
    body: json.createOperatorKeyBody,
    response: json.newKeySchema,
    status: 201,
    async handler({ body, principal: { actor }, now }) {
      const expiresAt = expiryOf(body.expiresAt);
      const { key, raw } = await createKey({
        teamId: null,
        name: body.name,
        scope: "MANAGEMENT",
        expiresAt,
        actor,
        now,
      });
      return { ...presentKey(key, now), key: raw };
    },
  }),
];
