import { Hono } from "hono";
import { z } from "zod";
import { readJson } from "../../http/control-error.ts";
import { setBlocked } from "../acts/block-bot.ts";
import { joinChat, leaveAsUser } from "../acts/join-chat.ts";
import { migrateGroup } from "../acts/migrate-group.ts";
import { openWebApp } from "../acts/open-web-app.ts";
import { setMember } from "../acts/set-member.ts";
import { createTopic, setTopicClosed } from "../acts/topics.ts";
import { createChat } from "../chats.ts";
import { administratorRights, permissionNames } from "../model/member.ts";
import type { TelegramWorld } from "../world.ts";
import { findControlChat } from "./find-chat.ts";
import { viewChat, viewChatInFull } from "./views.ts";

const id = z.number().int();
const permissions = z.partialRecord(z.enum(permissionNames), z.boolean());
const standing = z.strictObject({
  status: z.enum(["creator", "administrator", "member", "restricted", "left", "kicked"]),
  rights: z.partialRecord(z.enum(administratorRights), z.boolean()).optional(),
  permissions: permissions.optional(),
  isMember: z.boolean().optional(),
  untilDate: z.number().int().nonnegative().optional(),
  customTitle: z.string().max(16).optional(),
  isAnonymous: z.boolean().optional(),
  byUserId: id.optional(),
  quiet: z.boolean().optional(),
});
const newChat = z.strictObject({
  id: id.negative().optional(),
  type: z.enum(["group", "supergroup", "channel"]),
  title: z.string().min(1).max(128),
  username: z
    .string()
    .regex(/^[A-Za-z]\w{3,31}$/)
    .optional(),
  description: z.string().max(255).optional(),
  isForum: z.boolean().optional(),
  joinByRequest: z.boolean().optional(),
  permissions: permissions.optional(),
  linkedChatId: id.optional(),
  guardBotId: id.positive().optional(),
  crowd: z.strictObject({ modulus: z.number().int().positive(), below: z.number().int().nonnegative() }).optional(),
  members: z
    .array(standing.extend({ userId: id }))
    .max(10_000)
    .default([]),
});

/** Chats and who is in them. */
export function chatRoutes(world: TelegramWorld): Hono {
  const app = new Hono();
  app.get("/chats", (c) => {
    const view = c.req.query("members") === "true" ? viewChatInFull : viewChat;
    return c.json({ chats: [...world.chats.values()].map((chat) => view(world, chat)) });
  });
  app.post("/chats", async (c) => {
    const { members, ...options } = await readJson(c, newChat);
    const chat = createChat(world, options);
    for (const member of members) setMember(world, chat, { quiet: true, ...member });
    return c.json(viewChatInFull(world, chat), 201);
  });
  app.get("/chats/:chat", (c) => c.json(viewChatInFull(world, findControlChat(world, c.req.param("chat")))));

  app.put("/chats/:chat/members/:userId", async (c) => {
    const chat = findControlChat(world, c.req.param("chat"));
    return c.json(setMember(world, chat, { ...(await readJson(c, standing)), userId: Number(c.req.param("userId")) }));
  });
  app.post("/chats/:chat/join", async (c) => {
    const chat = findControlChat(world, c.req.param("chat"));
    const schema = z.strictObject({ userId: id, bio: z.string().max(140).optional() });
    return c.json({ status: joinChat(world, chat, await readJson(c, schema)) });
  });
  app.post("/chats/:chat/leave", async (c) => {
    const chat = findControlChat(world, c.req.param("chat"));
    leaveAsUser(world, chat, (await readJson(c, z.strictObject({ userId: id }))).userId);
    return c.json({ status: "left" });
  });
  app.post("/chats/:chat/web-app", async (c) => {
    const chat = findControlChat(world, c.req.param("chat"));
    const schema = z.strictObject({ userId: id, theme: z.enum(["light", "dark"]).optional() });
    return c.json(openWebApp(world, chat, await readJson(c, schema)));
  });
  for (const act of ["block", "unblock"] as const) {
    app.post(`/chats/:chat/${act}`, (c) => {
      const chat = findControlChat(world, c.req.param("chat"));
      setBlocked(world, chat, act === "block");
      return c.json(viewChat(world, chat));
    });
  }
  app.post("/chats/:chat/migrate", async (c) => {
    const chat = findControlChat(world, c.req.param("chat"));
    const input = await readJson(c, z.strictObject({ id: id.negative().optional() }));
    return c.json(viewChatInFull(world, migrateGroup(world, chat, input.id)), 201);
  });

  app.post("/chats/:chat/topics", async (c) => {
    const chat = findControlChat(world, c.req.param("chat"));
    const schema = z.strictObject({ name: z.string().min(1).max(128), userId: id.optional() });
    return c.json(createTopic(world, chat, await readJson(c, schema)), 201);
  });
  app.patch("/chats/:chat/topics/:threadId", async (c) => {
    const chat = findControlChat(world, c.req.param("chat"));
    const { closed } = await readJson(c, z.strictObject({ closed: z.boolean() }));
    return c.json(setTopicClosed(world, chat, Number(c.req.param("threadId")), closed));
  });
  return app;
}
