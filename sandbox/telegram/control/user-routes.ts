import { Hono } from "hono";
import { z } from "zod";
import { ControlError, readJson } from "../../http/control-error.ts";
import { userIdOf } from "../ids.ts";
import type { SandboxUser } from "../model/chat.ts";
import type { TelegramWorld } from "../world.ts";
import { viewUser } from "./views.ts";

const newUser = z.strictObject({
  id: z.number().int().positive().optional(),
  firstName: z.string().min(1).max(64),
  lastName: z.string().max(64).optional(),
  username: z
    .string()
    .regex(/^[A-Za-z]\w{2,31}$/)
    .optional(),
  languageCode: z.string().max(16).optional(),
  deactivated: z.boolean().optional(),
});

/** People. Making one that exists already changes the one that is there. */
export function userRoutes(world: TelegramWorld): Hono {
  const app = new Hono();
  app.get("/users", (c) => {
    const people = [...world.users.values()].filter((user) => !user.is_bot);
    return c.json({ users: people.map(viewUser) });
  });
  app.post("/users", async (c) => {
    const input = await readJson(c, newUser);
    const id = input.id ?? userIdOf(input.username ?? `${input.firstName} ${input.lastName ?? ""}`);
    if (world.bots.has(id)) throw new ControlError(409, "USER_IS_BOT", `id: ${id} is a bot`);
    const user: SandboxUser = { id, is_bot: false, first_name: input.firstName };
    if (input.lastName) user.last_name = input.lastName;
    if (input.username) user.username = input.username;
    if (input.languageCode) user.language_code = input.languageCode;
    if (input.deactivated) user.deactivated = true;
    world.users.set(id, user);
    return c.json(viewUser(user), 201);
  });
  app.get("/crowd", (c) => c.json({ crowd: world.crowd ?? null }));
  app.put("/crowd", async (c) => {
    const id = z.number().int().positive();
    world.crowd = await readJson(c, z.strictObject({ from: id, count: id.max(100_000_000) }));
    return c.json({ crowd: world.crowd });
  });
  app.get("/users/:userId", (c) => {
    const user = world.users.get(Number(c.req.param("userId")));
    if (!user) throw new ControlError(404, "USER_ID_INVALID", `no user ${c.req.param("userId")}`);
    const chats = [...world.chats.values()].filter((chat) => chat.dialogue?.userId === user.id);
    return c.json({ ...viewUser(user), dialogues: chats.map((chat) => chat.key) });
  });
  return app;
}
