import { z } from "zod";
import { notFound } from "../../infra/errors.ts";
import type { Limit } from "../../infra/prisma/client.ts";
import type { LimitScope, LimitUnit, LimitWindow } from "../../infra/prisma/enums.ts";
import { said } from "../../infra/said.ts";
import { limitHistory } from "../../usage/limit-history.ts";
import { createLimit, deleteLimit, listLimits, updateLimit } from "../../usage/limits.ts";
import { nameSubjects } from "../../usage/name-subjects.ts";
import { revokeTopUp } from "../../usage/revoke-top-up.ts";
import { topUpLimit } from "../../usage/top-up-limit.ts";
import { adminRoute } from "../admin-route.ts";
import { type LimitView, presentLimit } from "../present/present-limit.ts";
import { id } from "../resources/common.ts";
import * as json from "../resources/limits.ts";
import { viewLimits } from "../view-limits.ts";

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
      const views = await viewLimits({ teamId, limits: await listLimits(teamId), now });
      return { items: views.map(presentLimit) };
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
      return viewOf(limit, now);
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
      return viewOf(limit, now);
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
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/limits/{limitId}/top-ups",
    summary: "Add to a limit's amount until its current window ends",
    tag,
    access: write,
    params: ofLimit,
    body: json.topUpBody,
    response: json.limitSchema,
    status: 201,
    async handler({ params, body, principal: { actor }, now }) {
      await topUpLimit({ ...params, amount: BigInt(body.amount), reason: body.reason || null, actor, now });
      return viewOf(await limitOf(params), now);
    },
  }),
  adminRoute({
    method: "DELETE",
    path: "/teams/{teamId}/limits/{limitId}/top-ups/{topUpId}",
    summary: "Take a top-up back before its window ends",
    tag,
    access: write,
    params: ofLimit.extend({ topUpId: id }),
    async handler({ params, principal: { actor }, now }) {
      await revokeTopUp({ ...params, actor, now });
      return undefined;
    },
  }),
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}/limits/{limitId}/history",
    summary: "Read how full a limit's past windows were, and its latest alerts",
    tag,
    access: { kind: "team", action: "team.read" },
    params: ofLimit,
    response: json.limitHistorySchema,
    async handler({ params, now }) {
      const { windows, alerts } = await limitHistory({ limit: await limitOf(params), now });
      const subjectIds = [...windows, ...alerts].map(({ subjectId }) => subjectId);
      const names = await nameSubjects({ teamId: params.teamId, subjectIds });
      return {
        windows: windows.map(({ subjectId, start, end, ...window }) => ({
          ...window,
          start: start.toISOString(),
          end: end.toISOString(),
          subjectName: names.get(subjectId) ?? null,
        })),
        alerts: alerts.map(({ id, subjectId, percent, createdAt }) => ({
          ...{ id, percent, createdAt: createdAt.toISOString() },
          subjectName: names.get(subjectId) ?? null,
        })),
      };
    },
  }),
];

async function viewOf(limit: Limit, now: Date) {
  const [view] = await viewLimits({ teamId: limit.teamId, limits: [limit], now });
  return presentLimit(view as LimitView);
}

async function limitOf(options: { teamId: string; limitId: string }): Promise<Limit> {
  const limit = (await listLimits(options.teamId)).find(({ id }) => id === options.limitId);
  if (!limit) throw notFound(said`The limit was not found.`);
  return limit;
}
