import { z } from "zod";
import { notFound } from "../../infra/errors.ts";
import { said } from "../../infra/said.ts";
import { readTeam } from "../../teams/read-team.ts";
import { listTurns, type TurnRow } from "../../usage/list-turns.ts";
import { readTurn, type TurnDetail, teamOfTurn } from "../../usage/read-turn.ts";
import { adminRoute } from "../admin-route.ts";
import { visibleTeams } from "../report-range.ts";
import { id } from "../resources/common.ts";
import * as json from "../resources/turns.ts";
import { readTurnCursor, turnCursor } from "../turn-cursor.ts";

export const TURN_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/turns",
    summary: "List a team's turns, charged or not, newest first",
    tag: "Usage",
    access: { kind: "signedIn" },
    query: json.listTurnsQuery,
    response: json.turnPageSchema,
    async handler({ query: { cursor, limit, ...filters }, principal, now }) {
      await visibleTeams(filters.teamId, principal);
      const { timeZone } = await readTeam(filters.teamId);
      const before = readTurnCursor(cursor);
      const rows = await listTurns({ ...filters, timeZone, before, limit: limit + 1, now });
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return { items: items.map(present), nextCursor: rows.length > limit && last ? turnCursor(last) : null };
    },
  }),
  adminRoute({
    method: "GET",
    path: "/turns/{turnId}",
    summary: "See a turn: the configuration it obeyed, the tries that led to it, and its answer's delivery",
    tag: "Usage",
    access: {
      kind: "team",
      action: "team.read",
      owner: { missing: said`The turn was not found.`, teamOf: ({ turnId }: { turnId: string }) => teamOfTurn(turnId) },
    },
    params: z.object({ turnId: id }),
    response: json.turnDetailSchema,
    async handler({ params }) {
      const turn = await readTurn(params.turnId);
      if (!turn) throw notFound(said`The turn was not found.`);
      return presentDetail(turn);
    },
  }),
];

function present(turn: TurnRow): json.TurnJson {
  return { ...turn, occurredAt: turn.occurredAt.toISOString() };
}

function presentDetail(turn: TurnDetail): json.TurnDetailJson {
  const { config, delivery, chain } = turn;
  return {
    ...turn,
    ...present(turn),
    chain: (chain ?? []).map((attempt) => ({ ...attempt, status: attempt.status ?? null })),
    config: config && {
      id: config.id,
      createdAt: config.createdAt.toISOString(),
      values: Object.entries(config.content).flatMap(([name, value]) => {
        const sourced = sourcedValue.safeParse(value);
        return sourced.success ? [{ name, ...sourced.data }] : [];
      }),
    },
    delivery: delivery && {
      ...delivery,
      status: delivery.status.toLowerCase() as NonNullable<json.TurnDetailJson["delivery"]>["status"],
      createdAt: delivery.createdAt.toISOString(),
      updatedAt: delivery.updatedAt.toISOString(),
    },
  };
}

/** The settings of a configuration, of which it is known where they came from; the rest is the team's own data. */
const sourcedValue = z.object({ value: z.json(), source: z.enum(["builtin", "type", "team"]), inherited: z.json() });
