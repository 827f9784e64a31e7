import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handleSandboxRequest } from "#app/api/sandbox/handle-sandbox-request.ts";
import { SANDBOX_ROUTES } from "#app/api/sandbox/sandbox-routes.ts";
import { closeDb } from "#lib/infra/db.ts";
import type { Connection, User } from "#lib/infra/prisma/client.ts";
import { closeRelay } from "#lib/infra/relay.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { createConnection } from "#tests/factories/create-connection.ts";
import { createMembership } from "#tests/factories/create-membership.ts";
import { createSession } from "#tests/factories/create-session.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { createUser } from "#tests/factories/create-user.ts";

const ORIGIN = "http://dashboard.test";
let sandbox: Sandbox;
let nextBot = 50_000_000 + Math.floor(Math.random() * 40_000_000);

beforeAll(async () => {
  sandbox = await startSandbox({});
  process.env.DEMO = "1";
  process.env.SANDBOX_PORT = new URL(sandbox.url).port;
});
afterAll(async () => {
  await sandbox.close();
  await closeRelay();
  await closeDb();
});

/** A team with a bot at the sandbox and somebody who may see it. */
async function teamWithBot() {
  const team = await createTeam();
  const user = await createUser();
  await createMembership({ teamId: team.id, userId: user.id, role: "VIEWER" });
  const botId = nextBot++;
  const token = `${botId}:sandbox-bot-${botId}`;
  const connection = await createConnection(team.id, {
    token,
    externalId: String(botId),
    settings: { apiRoot: sandbox.telegramApiRoot },
  });
  await fetch(`${sandbox.telegramApiRoot}/bot${token}/getMe`);
  return { user, connection, botId, token, cookie: (await createSession(user)).cookie };
}

async function call(
  method: string,
  path: string,
  options: { cookie?: string; body?: unknown; raw?: string; headers?: Record<string, string> } = {},
) {
  const { cookie, body, raw, headers = {} } = options;
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await handleSandboxRequest(
    new Request(`${ORIGIN}/api/sandbox${path}`, {
      method,
      headers: {
        host: "dashboard.test",
        ...(cookie ? { cookie, origin: ORIGIN } : {}),
        ...(text === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(text === undefined ? {} : { body: text }),
    }),
  );
  const answer = await response.text();
  return { status: response.status, text: answer, json: answer ? JSON.parse(answer) : undefined };
}

async function personOf(bot: { botId: number; cookie: string }, firstName = "Ada") {
  const made = await call("POST", `/bots/${bot.botId}/people`, { cookie: bot.cookie, body: { firstName } });
  expect(made.status).toBe(200);
  const key: string = made.json.key;
  return { key, userId: Number(key.split(":")[1]) };
}

describe("who is let in", () => {
  test("nobody without a session, and no write from elsewhere", async () => {
    const bot = await teamWithBot();
    expect((await call("GET", "/bots")).status).toBe(401);
    const { cookie } = bot;
    const write = (headers: Record<string, string>) =>
      call("POST", `/bots/${bot.botId}/people`, { cookie, body: { firstName: "Eve" }, headers });
    expect((await write({ origin: "http://evil.test" })).status).toBe(403);
    expect((await write({ origin: "null" })).status).toBe(403);
    expect((await write({})).status).toBe(200);
  });

  test("a member sees the bots of their teams, an operator all, and nobody a token", async () => {
    const [mine, others] = [await teamWithBot(), await teamWithBot()];
    const operator = await createSession((await createUser({ isOperator: true })) satisfies User);
    const ids = (answer: { json: { items: { connectionId: string }[] } }) =>
      answer.json.items.map(({ connectionId }) => connectionId);
    const seen = await call("GET", "/bots", mine);
    expect(ids(seen)).toEqual([mine.connection.id]);
    const all = await call("GET", "/bots", operator);
    expect(ids(all)).toEqual(expect.arrayContaining([mine.connection.id, others.connection.id]));
    for (const { text } of [seen, all]) {
      expect(text).not.toContain(mine.token);
      expect(text).not.toContain("sandbox-bot");
    }
  });

  test("a bot at Telegram itself, or at another server, is none of the sandbox's", async () => {
    const bot = await teamWithBot();
    const elsewhere: Connection[] = [];
    for (const settings of [{}, { apiRoot: "https://bots.example.com/telegram" }, { apiRoot: "nonsense" }]) {
      elsewhere.push(await createConnection(bot.connection.teamId, { externalId: String(nextBot++), settings }));
    }
    const { json } = await call("GET", "/bots", bot);
    expect(json.items).toHaveLength(1);
    for (const { externalId } of elsewhere) {
      expect((await call("GET", `/bots/${externalId}/chats`, bot)).status).toBe(404);
    }
  });

  test("what belongs to others answers as what isn't there, on every route", async () => {
    const [mine, others] = [await teamWithBot(), await teamWithBot()];
    const person = await personOf(others);
    const group = await call("POST", `/bots/${others.botId}/groups`, {
      cookie: others.cookie,
      body: { title: "Theirs", userIds: [person.userId] },
    });
    const bodies: Record<string, unknown> = {
      people: { firstName: "Eve" },
      groups: { title: "Ours", userIds: [person.userId] },
      messages: { userId: person.userId, text: "hi" },
      "(?<user>\\d{1,15})": { status: "member" },
      join: { userId: person.userId },
      leave: { userId: person.userId },
      topics: { name: "News", userId: person.userId },
      migrate: {},
      press: { userId: person.userId, row: 0, column: 0 },
      block: {},
      unblock: {},
      "web-app": { userId: person.userId, theme: "light" },
    };
    let tried = 0;
    for (const route of SANDBOX_ROUTES) {
      const pattern = route.path.source.replaceAll("\\/", "/").replace(/^\^|\$$/g, "");
      if (!pattern.includes("(?<")) continue;
      const fill = (bot: string, chat: string) =>
        pattern
          .replace(/\(\?<bot>[^)]*\)/, bot)
          .replace(/\(\?<chat>[^)]*\)/, chat)
          .replace(/\(\?<message>[^)]*\)/, "1")
          .replace(/\(\?<user>[^)]*\)/, "1");
      const body = route.method === "POST" ? bodies[pattern.split("/").at(-1) ?? ""] : undefined;
      const unknown = await call(route.method, fill("49999999", "49999999:1"), { cookie: mine.cookie, body });
      for (const chat of [person.key, group.json.key]) {
        const answer = await call(route.method, fill(String(others.botId), chat), { cookie: mine.cookie, body });
        expect([pattern, answer.status, answer.text]).toEqual([pattern, 404, unknown.text]);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(12);
    expect((await call("GET", `/chats/${person.key}/messages`, others)).json.messages).toEqual([]);
  });

  test("nothing but what is listed is passed on", async () => {
    const { cookie, botId } = await teamWithBot();
    for (const path of [
      "/reset",
      "/faults",
      "/settings",
      "/calls",
      "/users",
      `/bots/${botId}`,
      `/bots/${botId}/calls`,
    ]) {
      expect([path, (await call("GET", path, { cookie })).status]).toEqual([path, 404]);
      expect([path, (await call("POST", path, { cookie, body: {} })).status]).toEqual([path, 404]);
    }
    for (const chat of [`${botId}:1/../../reset`, `${botId}:1%2F..%2F..%2Freset`, "@switchboard_bot", "5", "-"]) {
      expect([chat, (await call("GET", `/chats/${chat}/messages`, { cookie })).status]).toEqual([chat, 404]);
    }
  });
});

describe("what goes through", () => {
  test("a person writes, the bot answers, and the events tell", async () => {
    const bot = await teamWithBot();
    const person = await personOf(bot, "Grace");
    const leave = new AbortController();
    const stream = await handleSandboxRequest(
      new Request(`${ORIGIN}/api/sandbox/chats/${person.key}/events`, {
        headers: { host: "dashboard.test", cookie: bot.cookie },
        signal: leave.signal,
      }),
    );
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = "";
    const until = async (part: string) => {
      while (!seen.includes(part)) seen += (await reader?.read())?.value ?? "";
    };
    await until("event: ready");

    const sent = await call("POST", `/chats/${person.key}/messages`, {
      cookie: bot.cookie,
      body: { userId: person.userId, text: "Hello" },
    });
    expect(sent).toMatchObject({ status: 200, json: { text: "Hello", from: { firstName: "Grace" } } });
    await until("Hello");
    const answer = { chat_id: person.userId, text: "Hi Grace" };
    await fetch(`${sandbox.telegramApiRoot}/bot${bot.token}/sendMessage`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(answer),
    });
    await until("Hi Grace");
    leave.abort();

    const { json } = await call("GET", `/chats/${person.key}/messages`, bot);
    expect(json.messages.map(({ text }: { text: string }) => text)).toEqual(["Hello", "Hi Grace"]);
    const chats = await call("GET", `/bots/${bot.botId}/chats`, bot);
    expect(chats.json.items).toMatchObject([{ key: person.key, type: "private", title: "Grace" }]);
  });

  test("a group holds people and its own bot, never a bot of others, and is another one than theirs of the same name", async () => {
    const [mine, others] = [await teamWithBot(), await teamWithBot()];
    const person = await personOf(mine, "Linus");
    const make = (bot: { botId: number; cookie: string }, userIds: number[]) =>
      call("POST", `/bots/${bot.botId}/groups`, { cookie: bot.cookie, body: { title: "Same name", userIds } });
    expect((await make(mine, [person.userId, others.botId])).status).toBe(422);
    const [ours, theirs] = [await make(mine, [person.userId]), await make(others, [person.userId])];
    expect(ours.json.key).not.toBe(theirs.json.key);
    const listed = await call("GET", `/bots/${mine.botId}/chats`, mine);
    expect(listed.json.items.filter(({ type }: { type: string }) => type === "group")).toMatchObject([
      { key: ours.json.key, title: "Same name", people: [{ name: "Linus" }] },
    ]);
  });

  test("an owner lets the bot into a channel, mutes and lets in people, and never touches a bot of others", async () => {
    const [mine, others] = [await teamWithBot(), await teamWithBot()];
    const { cookie, botId } = mine;
    const post = (path: string, body: unknown) => call("POST", path, { cookie, body });
    const [owner, guest] = [await personOf(mine, "Owner"), await personOf(mine, "Guest")];
    const username = `news_${botId}`;
    const place = (more: object) => post(`/bots/${botId}/groups`, { title: "Place", userIds: [owner.userId], ...more });
    const channel = await place({ kind: "channel", username });
    expect(await place({ kind: "channel", username })).toMatchObject({ status: 422 });
    const group = await place({ kind: "group", joinByRequest: true });
    const seen = async (key: string) => {
      const { json } = await call("GET", `/bots/${botId}/chats`, { cookie });
      return json.items.find((chat: { key: string }) => chat.key === key);
    };
    const member = async (key: string, userId: number) =>
      (await seen(key)).members.find((one: { userId: number }) => one.userId === userId);

    expect(await member(channel.json.key, botId)).toMatchObject({ status: "left", inside: false });
    const rights = ["can_invite_users"];
    await post(`/chats/${channel.json.key}/members/${botId}`, { status: "administrator", rights });
    expect(await member(channel.json.key, botId)).toMatchObject({
      status: "administrator",
      rights: ["can_manage_chat", "can_invite_users"],
    });
    expect(await post(`/chats/${channel.json.key}/members/${others.botId}`, { status: "administrator" })).toMatchObject(
      {
        status: 404,
      },
    );

    await post(`/chats/${group.json.key}/join`, { userId: guest.userId });
    expect(await seen(group.json.key)).toMatchObject({ requests: [{ userId: guest.userId, name: "Guest" }] });
    await post(`/chats/${group.json.key}/members/${guest.userId}`, { status: "member" });
    expect(await member(group.json.key, guest.userId)).toMatchObject({ mayWrite: true });
    await post(`/chats/${group.json.key}/members/${guest.userId}`, { status: "restricted" });
    expect(await member(group.json.key, guest.userId)).toMatchObject({ inside: true, mayWrite: false, until: null });
    const refused = await post(`/chats/${group.json.key}/messages`, { userId: guest.userId, text: "hi" });
    expect(refused.status).toBe(403);
    await post(`/chats/${group.json.key}/members/${botId}`, { status: "kicked" });
    expect(await member(group.json.key, botId)).toMatchObject({ status: "kicked" });
    await post(`/chats/${group.json.key}/leave`, { userId: guest.userId });
    expect(await member(group.json.key, guest.userId)).toMatchObject({ inside: false });
  });

  test("bad input is refused in words, and never a 500", async () => {
    const bot = await teamWithBot();
    const person = await personOf(bot);
    const path = `/chats/${person.key}/messages`;
    const post = (body: unknown) => call("POST", path, { cookie: bot.cookie, body });
    expect(await call("POST", path, { cookie: bot.cookie, raw: "{" })).toMatchObject({ status: 400 });
    expect(await post({ userId: person.userId, text: "" })).toMatchObject({ status: 422 });
    expect(await post({ userId: person.userId, text: "x".repeat(5_000) })).toMatchObject({ status: 422 });
    expect(await post({ userId: person.userId, text: "hi", content: {} })).toMatchObject({ status: 422 });
    expect(await post({ userId: bot.botId, text: "as the bot" })).toMatchObject({ status: 400 });
    expect(await post({ userId: person.userId + 1, text: "as nobody" })).toMatchObject({ status: 404 });
    await call("POST", `/chats/${person.key}/block`, { cookie: bot.cookie, body: {} });
    expect(await post({ userId: person.userId, text: "hi" })).toMatchObject({
      status: 409,
      json: { detail: "The person blocked the bot; unblock it first." },
    });
  });
});
