import { z } from "zod";
import type { Actor } from "../../audit/write-audit.ts";
import { AppError } from "../../infra/errors.ts";
import type { BroadcastAudience, BroadcastState, RecipientState } from "../../infra/prisma/enums.ts";
import { said } from "../../infra/said.ts";
import type { BroadcastMove } from "../../rooms/broadcasts/broadcast-moves.ts";
import { createBroadcast } from "../../rooms/broadcasts/create-broadcast.ts";
import { findBroadcastTeam, listBroadcasts, readBroadcast } from "../../rooms/broadcasts/list-broadcasts.ts";
import { listRecipients } from "../../rooms/broadcasts/list-recipients.ts";
import { previewBroadcast } from "../../rooms/broadcasts/preview-broadcast.ts";
import { moveBroadcast, updateBroadcast } from "../../rooms/broadcasts/update-broadcast.ts";
import { adminRoute } from "../admin-route.ts";
import { csvPieces } from "../csv.ts";
import { paginate } from "../cursor.ts";
import { presentBroadcast, presentRecipient, secondsFor } from "../present/present-broadcast.ts";
import * as json from "../resources/broadcasts.ts";
import { id } from "../resources/common.ts";

const tag = "Broadcasts";
const ofTeam = z.object({ teamId: id });
const ofBroadcast = z.object({ broadcastId: id });
const owner = {
  missing: said`The broadcast was not found.`,
  teamOf: ({ broadcastId }: { broadcastId: string }) => findBroadcastTeam(broadcastId),
};
const read = { kind: "team", action: "team.read", owner } as const;
const write = { kind: "team", action: "team.write", owner } as const;

const MOVES: Record<BroadcastMove, string> = {
  pause: "Pause a running broadcast: within seconds nothing more is sent",
  resume: "Go on with a paused broadcast where it stopped",
  cancel: "End a broadcast for good; what was sent stays sent",
};

export const BROADCAST_ROUTES = [
  adminRoute({
    method: "GET",
    path: "/teams/{teamId}/broadcasts",
    summary: "List a team's broadcasts, newest first",
    tag,
    access: { kind: "team", action: "team.read" },
    params: ofTeam,
    query: json.listBroadcastsQuery,
    response: json.broadcastPageSchema,
    handler({ params: { teamId }, query }) {
      const state = query.state?.toUpperCase() as BroadcastState | undefined;
      const { connectionId } = query;
      return paginate(query, (page) => listBroadcasts({ teamId, connectionId, state, ...page }), presentBroadcast);
    },
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/broadcasts",
    summary: "Send a message to all users or all groups of a bot, at once or at a given time",
    tag,
    access: { kind: "team", action: "team.write" },
    params: ofTeam,
    body: json.createBroadcastBody,
    response: json.broadcastSchema,
    status: 201,
    async handler({ params: { teamId }, body: { connectionId, text, ...body }, principal: { actor }, now }) {
      const audience = body.audience.toUpperCase() as BroadcastAudience;
      const startsAt = body.startsAt === undefined ? undefined : new Date(body.startsAt);
      const made = await createBroadcast({ teamId, connectionId, audience, text, startsAt, actor, now });
      return presentBroadcast(await readBroadcast(made.id));
    },
  }),
  adminRoute({
    method: "POST",
    path: "/teams/{teamId}/broadcast-previews",
    summary: "See what a broadcast would look like and whom it would reach, without making one",
    tag,
    access: { kind: "team", action: "team.write" },
    params: ofTeam,
    body: json.previewBroadcastBody,
    response: json.broadcastPreviewSchema,
    async handler({ params: { teamId }, body: { connectionId, text, audience } }) {
      const preview = await previewBroadcast({
        ...{ teamId, connectionId, text, audience: audience.toUpperCase() as BroadcastAudience },
      });
      return { ...preview, seconds: secondsFor(preview.recipients) };
    },
  }),
  adminRoute({
    method: "GET",
    path: "/broadcasts/{broadcastId}",
    summary: "Read a broadcast and how far it has got",
    tag,
    access: read,
    params: ofBroadcast,
    response: json.broadcastSchema,
    handler: async ({ params: { broadcastId } }) => presentBroadcast(await readBroadcast(broadcastId)),
  }),
  adminRoute({
    method: "PATCH",
    path: "/broadcasts/{broadcastId}",
    summary: "Change a broadcast that has not begun; what is left out stays",
    tag,
    access: write,
    params: ofBroadcast,
    body: json.updateBroadcastBody,
    response: json.broadcastSchema,
    async handler({ params: { broadcastId }, body: { version, ...body }, principal: { actor }, now }) {
      const { connectionId, text } = body;
      const audience = body.audience?.toUpperCase() as BroadcastAudience | undefined;
      const startsAt = typeof body.startsAt === "string" ? new Date(body.startsAt) : body.startsAt;
      await updateBroadcast({ broadcastId, changes: { connectionId, audience, text, startsAt }, version, actor, now });
      return presentBroadcast(await readBroadcast(broadcastId));
    },
  }),
  ...(Object.keys(MOVES) as BroadcastMove[]).map((move) =>
    adminRoute({
      method: "POST",
      path: `/broadcasts/{broadcastId}/${move}`,
      summary: MOVES[move],
      tag,
      access: write,
      params: ofBroadcast,
      response: json.broadcastSchema,
      handler: ({ params: { broadcastId }, principal: { actor }, now }) => carryOut(broadcastId, move, actor, now),
    }),
  ),
  adminRoute({
    method: "GET",
    path: "/broadcasts/{broadcastId}/recipients",
    summary: "List a broadcast's recipients and what became of each; `state=failed` lists who was not reached, and why",
    tag,
    access: read,
    params: ofBroadcast,
    query: json.listRecipientsQuery,
    response: json.recipientPageSchema,
    async handler({ params: { broadcastId }, query: { cursor, limit, reason, ...query } }) {
      const state = query.state?.toUpperCase() as RecipientState | undefined;
      const rows = await listRecipients({ broadcastId, state, reason, after: readPlace(cursor), limit: limit + 1 });
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return { items: items.map(presentRecipient), nextCursor: last ? placeCursor(last.chatId) : null };
    },
  }),
  adminRoute({
    method: "GET",
    path: "/broadcasts/{broadcastId}/recipients/export",
    summary: "Export a broadcast's recipients as CSV; `state=failed` exports who was not reached, and why",
    tag,
    access: read,
    params: ofBroadcast,
    query: json.exportRecipientsQuery,
    stream: "text/csv",
    async handler({ params: { broadcastId }, query: { state, reason } }) {
      const rows = toRows({ broadcastId, state: state?.toUpperCase() as RecipientState | undefined, reason });
      return { pieces: csvPieces({ columns: COLUMNS, rows }), filename: `broadcast-${broadcastId}.csv` };
    },
  }),
];

const COLUMNS = [
  { key: "chatId", header: "Chat id" },
  { key: "name", header: "Name" },
  { key: "state", header: "State" },
  { key: "reason", header: "Reason" },
  { key: "settledAt", header: "Settled at" },
] as const;
/** Recipients read at a time for a file. */
const EXPORT_PAGE = 1_000;

/** All of them, page by page, so that none of it has to fit into memory. */
async function* toRows(query: { broadcastId: string; state: RecipientState | undefined; reason: string | undefined }) {
  let after: string | undefined;
  do {
    const rows = await listRecipients({ ...query, after, limit: EXPORT_PAGE });
    yield* rows.map(presentRecipient);
    after = rows.length === EXPORT_PAGE ? rows.at(-1)?.chatId : undefined;
  } while (after !== undefined);
}

async function carryOut(broadcastId: string, move: BroadcastMove, actor: Actor, now: Date) {
  await moveBroadcast({ broadcastId, move, actor, now });
  return presentBroadcast(await readBroadcast(broadcastId));
}

/** Recipients go by their chats' ids. */
function placeCursor(chatId: string): string {
  return Buffer.from(`chat ${chatId}`, "latin1").toString("base64url");
}

function readPlace(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const match = /^chat (-?\d{1,20})$/.exec(Buffer.from(cursor, "base64url").toString("latin1"));
  if (match) return match[1];
  const message = said`The cursor is not one that a page gave: leave it out to start at the beginning.`;
  throw new AppError("malformed_request", message, { errors: [{ path: "cursor", message }] });
}
