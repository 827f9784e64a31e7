import { z } from "zod";
import { askSandbox, askSandboxJson } from "./ask-sandbox.ts";
import type { ControlChat, ControlUser } from "./control-types.ts";
import { createGroup, newPlace } from "./create-group.ts";
import { listBots } from "./list-bots.ts";
import { listChats } from "./list-chats.ts";
import { newStanding, setStanding } from "./set-standing.ts";
import { streamEvents } from "./stream-events.ts";
import { requireBot, requireChat, type VisibleBots } from "./visible-bots.ts";

interface Context<B> {
  params: Record<string, string>;
  body: B;
  bots: VisibleBots;
  /** Aborted when the browser goes away. */
  signal: AbortSignal;
}

export interface SandboxRoute {
  method: "GET" | "POST";
  /** Below /api/sandbox, its parameters as named groups. */
  path: RegExp;
  body?: z.ZodType;
  /** An answer to send on as it is, or what to send as JSON. */
  handle: (context: Context<never>) => Promise<unknown>;
}

const userId = z.int().positive();
const text = z.string().min(1).max(4_096);
const chat = "(?<chat>[-\\d:]{1,40})";
const message = "(?<message>\\d{1,15})";
const firstName = z.string().trim().min(1, "must not be empty").max(64);

/** Everything that is let through. What is not here, such as tokens, faults and the reset, is not. */
export const SANDBOX_ROUTES: readonly SandboxRoute[] = [
  route({ method: "GET", path: /^\/bots$/, handle: ({ bots }) => listBots(bots) }),
  route({
    method: "GET",
    path: /^\/bots\/(?<bot>\d{1,15})\/chats$/,
    handle: ({ params, bots }) => listChats(requireBot(bots, params.bot)),
  }),
  route({
    method: "POST",
    path: /^\/bots\/(?<bot>\d{1,15})\/people$/,
    body: z.strictObject({ firstName, lastName: z.string().trim().max(64).optional() }),
    async handle({ params, bots, body }) {
      const bot = requireBot(bots, params.bot);
      const { firstName, lastName } = body;
      const person = await askSandboxJson<ControlUser>({
        path: "/users",
        body: { firstName, ...(lastName && { lastName }) },
      });
      // A dialogue is there once it has been named.
      const { key } = await askSandboxJson<ControlChat>({ path: `/chats/${bot.externalId}:${person.id}` });
      return { key };
    },
  }),
  route({
    method: "POST",
    path: /^\/bots\/(?<bot>\d{1,15})\/groups$/,
    body: newPlace,
    handle: ({ params, bots, body }) => createGroup({ bot: requireBot(bots, params.bot), ...body }),
  }),
  route({
    method: "GET",
    path: new RegExp(`^/chats/${chat}/messages$`),
    handle: async ({ params, bots }) =>
      askSandboxJson({ path: `/chats/${await requireChat(bots, params.chat)}/messages?limit=300` }),
  }),
  route({
    method: "POST",
    path: new RegExp(`^/chats/${chat}/messages$`),
    body: z.strictObject({
      userId,
      text,
      replyTo: z.int().positive().optional(),
      threadId: z.int().positive().optional(),
    }),
    handle: async ({ params, bots, body }) =>
      askSandboxJson({ path: `/chats/${await requireChat(bots, params.chat)}/messages`, body }),
  }),
  route({
    method: "POST",
    path: new RegExp(`^/chats/${chat}/messages/${message}/press$`),
    body: z.strictObject({ userId, row: z.int().min(0).max(100), column: z.int().min(0).max(20) }),
    handle: async ({ params, bots, body, signal }) =>
      askSandboxJson({
        path: `/chats/${await requireChat(bots, params.chat)}/messages/${params.message}/press`,
        body: { ...body, waitMs: 8_000 },
        signal,
      }),
  }),
  route({
    method: "GET",
    path: new RegExp(`^/chats/${chat}/events$`),
    handle: async ({ params, bots, signal }) =>
      streamEvents({ path: `/chats/${await requireChat(bots, params.chat)}/events`, signal }),
  }),
  route({
    method: "POST",
    path: new RegExp(`^/chats/${chat}/members/(?<user>\\d{1,15})$`),
    body: newStanding,
    handle: async ({ params, bots, body }) =>
      setStanding({ chat: await requireChat(bots, params.chat), userId: params.user, bots, ...body }),
  }),
  ...(["join", "leave"] as const).map((act) =>
    route({
      method: "POST",
      path: new RegExp(`^/chats/${chat}/${act}$`),
      body: z.strictObject({ userId }),
      handle: async ({ params, bots, body }) =>
        askSandboxJson({ path: `/chats/${await requireChat(bots, params.chat)}/${act}`, body }),
    }),
  ),
  route({
    method: "POST",
    path: new RegExp(`^/chats/${chat}/web-app$`),
    body: z.strictObject({ userId, theme: z.enum(["light", "dark"]) }),
    async handle({ params, bots, body }) {
      const path = `/chats/${await requireChat(bots, params.chat)}`;
      const { joinRequests = [] } = await askSandboxJson<ControlChat>({ path });
      // In a chat there may be another team's bot beside ours; what is opened is signed for whichever asked.
      const query = joinRequests.find((request) => request.userId === body.userId)?.query;
      if (query) requireBot(bots, String(query.botId));
      return askSandboxJson({ path: `${path}/web-app`, body });
    },
  }),
  route({
    method: "POST",
    path: new RegExp(`^/chats/${chat}/topics$`),
    body: z.strictObject({ name: firstName, userId }),
    handle: async ({ params, bots, body }) =>
      askSandboxJson({ path: `/chats/${await requireChat(bots, params.chat)}/topics`, body }),
  }),
  route({
    method: "POST",
    path: new RegExp(`^/chats/${chat}/migrate$`),
    body: z.strictObject({}),
    handle: async ({ params, bots, body }) => {
      const path = `/chats/${await requireChat(bots, params.chat)}/migrate`;
      return { key: (await askSandboxJson<{ key: string }>({ path, body })).key };
    },
  }),
  ...(["block", "unblock"] as const).map((act) =>
    route({
      method: "POST",
      path: new RegExp(`^/chats/${chat}/${act}$`),
      body: z.strictObject({}),
      handle: async ({ params, bots }) =>
        askSandbox({ path: `/chats/${await requireChat(bots, params.chat)}/${act}`, method: "POST" }).then((answer) =>
          answer.json(),
        ),
    }),
  ),
];

function route<B extends z.ZodType = z.ZodUndefined>(
  spec: Omit<SandboxRoute, "handle" | "body"> & {
    body?: B;
    handle: (context: Context<z.output<B>>) => Promise<unknown>;
  },
): SandboxRoute {
  return spec as SandboxRoute;
}
