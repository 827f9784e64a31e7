import { z } from "zod";
import type { Limit } from "../../infra/prisma/client.ts";
import type { LimitScope, LimitUnit, LimitWindow } from "../../infra/prisma/enums.ts";
import { readTeam } from "../../teams/read-team.ts";
import { limitStatus } from "../../usage/limit-status.ts";
import { createLimit, deleteLimit, listLimits, updateLimit } from "../../usage/limits.ts";
import type { LimitStatus } from "../../usage/reservation.ts";
import { adminRoute } from "../admin-route.ts";
import { presentLimit } from "../present/present-limit.ts";
import { id } from "../resources/common.ts";
import * as json from "../resources/limits.ts";

const tag = "Limits";
const ofTeam = z.object({ teamId: id });
const ofLimit = z.object({ teamId: id, limitId: id });
const write = { kind: "team", action: "team.write" } as const;

export const LIMIT_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}/limits",
    summary: "List a team's limits, with what the current window has used",
    tag,
    access: { kind: "team", action: "team.read" },
    params: ofTeam,
    response: json.limitListSchema,
    async handler({ params: { teamId }, now }) {
      const limits = await listLimits(teamId);
      const statuses = await statusesOf(teamId, limits, now);
      return { items: limits.map((limit) => presentLimit(limit, statuses.get(limit.id))) };
    },
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/limits",
    summary: "Add a limit; what the current window has used counts",
    tag,
    access: write,
    params: ofTeam,
    body: json.createLimitBody,
    response: json.limitSchema,
    status: 201,
    async handler({ params: { teamId }, body, principal: { actor }, now }) {
      const limit = await createLimit(
        {
          teamId,
          scope: body.scope.toUpperCase() as LimitScope,
          subjectId: body.subjectId ?? null,
          unit: body.unit.toUpperCase() as LimitUnit,
          window: body.window.toUpperCase() as LimitWindow,
          amount: BigInt(body.amount),
          softPercent: body.softPercent ?? null,
        },
        now,
        actor,
      );
      return withStatus(limit, now);
    },
  }),
  adminRoute({
    method: "PATCH",
    path: "/teams/{teamId}/limits/{limitId}",
    summary: "Change a limit's amount or soft percent",
    tag,
    access: write,
    params: ofLimit,
    body: json.updateLimitBody,
    response: json.limitSchema,
    async handler({ params, body, principal: { actor }, now }) {
      const amount = body.amount === undefined ? {} : { amount: BigInt(body.amount) };
      const softPercent = body.softPercent === undefined ? {} : { softPercent: body.softPercent };
      const limit = await updateLimit({ ...params, ...amount, ...softPercent }, now, actor);
      return withStatus(limit, now);
    },
  }),
  adminRoute({
    method: "DELETE",
    path: "/teams/{teamId}/limits/{limitId}",
    summary: "Remove a limit",
    tag,
    access: write,
    params: ofLimit,
    async handler({ params, principal: { actor } }) {
      await deleteLimit(params, actor);
      return undefined;
    },
  }),
];

async function withStatus(limit: Limit, now: Date) {
  return presentLimit(limit, (await statusesOf(limit.teamId, [limit], now)).get(limit.id));
}

/** Where each limit of one subject stands; those that count for each key or end user apart have no single figure. */
async function statusesOf(teamId: string, limits: Limit[], now: Date): Promise<Map<string, LimitStatus>> {
  const { timeZone } = await readTeam(teamId);
  const found = new Map<string, LimitStatus>();
  const keys = new Set(limits.flatMap(({ scope, subjectId }) => (scope === "KEY" && subjectId ? [subjectId] : [])));
  const users = new Set(
    limits.flatMap(({ scope, subjectId }) => (scope === "END_USER" && subjectId ? [subjectId] : [])),
  );
  const subjects = [
    { teamId },
    ...[...keys].map((keyLineageId) => ({ teamId, keyLineageId })),
    ...[...users].map((endUserId) => ({ teamId, endUserId })),
  ];
  const wanted = new Set(
    limits.filter(({ scope, subjectId }) => scope === "TEAM" || subjectId !== null).map((limit) => limit.id),
  );
  for (const one of subjects) {
    for (const status of await limitStatus({ subjects: one, timeZone, now })) {
      if (wanted.has(status.limitId)) found.set(status.limitId, status);
    }
  }
  return found;
}
