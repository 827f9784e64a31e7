import { Hono } from "hono";
import { z } from "zod";
import { readJson } from "../../http/control-error.ts";
import { editAsUser } from "../acts/edit-as-user.ts";
import { pressButton } from "../acts/press-button.ts";
import { sendAsUser } from "../acts/send-as-user.ts";
import { deleteFromChat } from "../delete-from-chat.ts";
import type { SandboxChat } from "../model/chat.ts";
import type { TelegramWorld } from "../world.ts";
import { findControlChat, findControlMessage } from "./find-chat.ts";
import { viewChat, viewMessage } from "./views.ts";

const userId = z.number().int().positive();
const newMessage = z.strictObject({
  userId,
  text: z.string().optional(),
  replyTo: z.number().int().positive().optional(),
  threadId: z.number().int().positive().optional(),
  sendAs: z.number().int().negative().optional(),
  entities: z.array(z.looseObject({ type: z.string(), offset: z.number().int(), length: z.number().int() })).optional(),
  content: z.record(z.string(), z.unknown()).optional(),
});
const press = z.strictObject({
  userId,
  data: z.string().optional(),
  row: z.number().int().nonnegative().optional(),
  column: z.number().int().nonnegative().optional(),
  waitMs: z.number().int().nonnegative().max(60_000).default(5000),
});

/** What is said in a chat: the transcript, and acting as a person in it. */
export function messageRoutes(world: TelegramWorld): Hono {
  const app = new Hono();

  app.get("/chats/:chat/messages", (c) => {
    const chat = findControlChat(world, c.req.param("chat"));
    return c.json(readTranscript(world, chat, c.req.query()));
  });
  app.post("/chats/:chat/messages", async (c) => {
    const chat = findControlChat(world, c.req.param("chat"));
    const input = await readJson(c, newMessage);
    const message = sendAsUser(world, chat, input as Parameters<typeof sendAsUser>[2]);
    return c.json(viewMessage(world, chat, message), 201);
  });
  app.get("/chats/:chat/messages/:messageId", (c) => {
    const chat = findControlChat(world, c.req.param("chat"));
    return c.json(viewMessage(world, chat, findControlMessage(chat, c.req.param("messageId"))));
  });
  app.patch("/chats/:chat/messages/:messageId", async (c) => {
    const chat = findControlChat(world, c.req.param("chat"));
    const message = findControlMessage(chat, c.req.param("messageId"));
    editAsUser(world, chat, message, await readJson(c, z.strictObject({ userId, text: z.string() })));
    return c.json(viewMessage(world, chat, message));
  });
  app.delete("/chats/:chat/messages/:messageId", (c) => {
    const chat = findControlChat(world, c.req.param("chat"));
    deleteFromChat(world, chat, findControlMessage(chat, c.req.param("messageId")));
    return c.json({ ok: true });
  });
  app.post("/chats/:chat/messages/:messageId/press", async (c) => {
    const chat = findControlChat(world, c.req.param("chat"));
    const message = findControlMessage(chat, c.req.param("messageId"));
    return c.json(await pressButton(world, chat, message, await readJson(c, press)));
  });
  return app;
}

/** The newest messages, oldest first; deleted ones only when asked for, what one person sees only to them where `as` names a reader. */
function readTranscript(world: TelegramWorld, chat: SandboxChat, query: Record<string, string>) {
  const limit = Math.min(10_000, Math.max(1, Number(query.limit ?? 200) || 200));
  const reader = query.as === undefined ? undefined : Number(query.as);
  const all = [...chat.messages.values(), ...chat.ephemeral.values()].sort((a, b) => a.id - b.id);
  const messages = all.filter(
    (message) =>
      (reader === undefined || !message.ephemeral || message.ephemeral.receiverId === reader) &&
      (query.deleted === "true" || !message.deleted) &&
      (query.after === undefined || message.id > Number(query.after)) &&
      (query.threadId === undefined || message.threadId === Number(query.threadId)),
  );
  const now = world.now();
  return {
    seq: world.seq,
    chat: viewChat(world, chat),
    messages: messages.slice(-limit).map((message) => viewMessage(world, chat, message)),
    action: chat.action && chat.action.expiresAt > now ? chat.action : null,
    drafts: [...chat.drafts.values()].filter((draft) => draft.expiresAt > now),
  };
}
