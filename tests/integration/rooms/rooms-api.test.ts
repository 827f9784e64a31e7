import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "#lib/infra/db.ts";
import { getLedger } from "#lib/usage/ledger.ts";
import { createLimit } from "#lib/usage/limits.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { type Assistant, startAssistant, until } from "#tests/integration/assistant/harness.ts";
import { type RunningGateway, startGateway } from "#workers/gateway/serve.ts";

let assistant: Assistant;
let gateway: RunningGateway;
beforeAll(async () => {
  assistant = await startAssistant({ bots: false });
  gateway = await startGateway({ port: 0, host: "127.0.0.1" });
});
afterAll(async () => {
  await gateway.close();
  await assistant.close();
});

interface Answer {
  message: { id: string; text: string; source: string; model: string | null; modelSource: string | null };
  usage: { tokensIn: number; tokensOut: number; costNano: number };
  limits: { unit: string; remaining: number }[];
  code?: string;
  detail?: string;
}

async function newTeam(options: Parameters<Assistant["bot"]>[0] = {}) {
  const { team, models } = await assistant.bot({ connection: { active: false }, ...options });
  const { raw, key } = await createKey(team.id);
  const url = (room: string) => `http://127.0.0.1:${gateway.port}/v1/rooms/${encodeURIComponent(room)}/messages`;
  const headers = { authorization: `Bearer ${raw}`, "content-type": "application/json" };
  const post = (room: string, body: unknown, more: Record<string, string> = {}) =>
    fetch(url(room), { method: "POST", headers: { ...headers, ...more }, body: JSON.stringify(body) });
  return {
    ...{ team, models, key, post, url, headers },
    async ask(room: string, text: string, more: Record<string, unknown> = {}): Promise<Answer> {
      return (await post(room, { text, user: "u1", ...more })).json() as Promise<Answer>;
    },
    async transcript(room: string, query = "") {
      const response = await fetch(`${url(room)}${query}`, { headers });
      return {
        status: response.status,
        body: (await response.json()) as { data: { text: string }[]; nextCursor: string | null },
      };
    },
  };
}

test("a conversation: history, model, usage to the token, transcript", async () => {
  const team = await newTeam();
  const first = await team.ask("order 7/ä", "Hello");
  expect(first.message).toMatchObject({ source: "ai", model: team.models[0], modelSource: "team" });
  expect(first.message.text).toContain("1 message of context");
  const second = await team.ask("order 7/ä", "And now?");
  expect(second.message.text).toContain("3 messages of context");
  expect((await team.ask("another room", "Hi")).message.text).toContain("1 message of context");
  await getLedger().flush();
  const rows = await getDb().usageRecord.findMany({ where: { teamId: team.team.id }, orderBy: { occurredAt: "asc" } });
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject({
    ...{ channel: "api", keyId: team.key.id, tokensIn: first.usage.tokensIn, tokensOut: first.usage.tokensOut },
    costNano: BigInt(first.usage.costNano),
  });
  const page = await team.transcript("order 7/ä", "?limit=3");
  expect(page.body.data.map(({ text }) => text)).toEqual([second.message.text, "And now?", first.message.text]);
  const rest = await team.transcript("order 7/ä", `?limit=3&cursor=${page.body.nextCursor}`);
  expect(rest.body).toMatchObject({ data: [{ text: "Hello" }], nextCursor: null });
});

test("commands work, and are not charged", async () => {
  const team = await newTeam({ models: 2 });
  expect((await team.ask("r", "/models")).message.text).toContain(team.models[1]);
  expect((await team.ask("r", `/model ${team.models[1]}`)).message).toMatchObject({ source: "system" });
  expect((await team.ask("r", "hi")).message).toMatchObject({ model: team.models[1], modelSource: "endUser" });
  expect((await team.ask("r", "hi", { user: "somebody else" })).message.model).toBe(team.models[0]);
  expect((await team.ask("r", "/clear")).message.text).toContain("forgotten");
  expect((await team.ask("r", "hi")).message.text).toContain("1 message of context");
});

test("the same id: the same answer, one charge, also when sent at once; another text is refused", async () => {
  const team = await newTeam();
  const answers = await Promise.all(Array.from({ length: 5 }, () => team.ask("r", "Hello", { id: "m-1" })));
  expect(new Set(answers.map(({ message }) => message.id)).size).toBe(1);
  const other = await team.post("r", { text: "Goodbye", user: "u1", id: "m-1" });
  expect(other.status).toBe(422);
  expect(other.headers.get("content-type")).toBe("application/problem+json");
  const byHeader = await team.post("r", { text: "Hello", user: "u1" }, { "idempotency-key": "m-1" });
  expect(byHeader.headers.get("idempotency-replayed")).toBe("true");
  await getLedger().flush();
  expect(await getDb().usageRecord.count({ where: { teamId: team.team.id } })).toBe(1);
});

test("messages of one room are answered one after the other, each seeing those before", async () => {
  const team = await newTeam();
  const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => team.ask("r", `message ${n}`)));
  const seen = answers.map(({ message }) => Number(/(\d+) messages? of context/.exec(message.text)?.[1]));
  // Ten is what a public team remembers.
  expect(seen.sort((a, b) => a - b)).toEqual([1, 3, 5, 7, 9, 10]);
});

test("streaming: pieces that add up to the message, which comes last; refusals keep their status", async () => {
  const team = await newTeam();
  const response = await team.post("r", { text: "[[words:80]]", user: "u1" }, { accept: "text/event-stream" });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const events = (await response.text())
    .split("\n\n")
    .filter((block) => block.startsWith("event:"))
    .map((block) => {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      return { name, data: JSON.parse(data ?? "null") };
    });
  const last = events.pop();
  expect(last?.name).toBe("message");
  expect(events.length).toBeGreaterThan(1);
  expect(events.map(({ data }) => data.text).join("")).toBe(last?.data.message.text);
  const now = new Date();
  await createLimit({ teamId: team.team.id, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 1n }, now);
  await until(async () => (await team.post("r", { text: "x", user: "u1", stream: true })).status === 429, 10_000);
});

test("limits: 429 with which one, when, and Retry-After; the refused message may be sent again", async () => {
  const team = await newTeam();
  const now = new Date();
  await createLimit({ teamId: team.team.id, scope: "END_USER", unit: "REQUESTS", window: "DAY", amount: 1n }, now);
  const first = await team.ask("r", "one");
  expect(first.limits).toMatchObject([{ unit: "REQUESTS", remaining: 0 }]);
  const refused = await team.post("r", { text: "two", user: "u1", id: "m-2" });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({
    code: "quota_exceeded",
    limit: { scope: "END_USER", unit: "REQUESTS", window: "DAY", amount: 1, used: 1 },
  });
  expect((await team.ask("r", "one", { user: "u2" })).message.source).toBe("ai");
});

test("the per-minute limit of an end user", async () => {
  const team = await newTeam({ team: { rateLimit: 2 } });
  await team.ask("r", "one");
  await team.ask("r", "two");
  const refused = await team.post("r", { text: "three", user: "u1" });
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({ code: "rate_limited", limit: { amount: 2, window: "minute" } });
});

test("every answer tells where the limits stand: JSON, stream, command, repetition, and both refusals", async () => {
  const team = await newTeam({ team: { rateLimit: 6 } });
  await createLimit({ teamId: team.team.id, scope: "TEAM", unit: "REQUESTS", window: "DAY", amount: 2n }, new Date());
  const standing = ({ status, headers }: Response) => [
    status,
    headers.get("x-ratelimit-limit-requests"),
    headers.get("x-ratelimit-remaining-requests"),
    /remaining=(\d+)/.exec(headers.get("x-switchboard-limit-team-requests-day") ?? "")?.[1],
  ];
  const post = (text: string, more: object = {}) => team.post("r", { text, user: "u1", ...more });
  expect(standing(await post("/status"))).toEqual([200, "6", "5", "2"]);
  expect(standing(await post("one", { id: "m-1" }))).toEqual([200, "6", "4", "1"]);
  const streamed = await post("two", { stream: true });
  expect(standing(streamed)).toEqual([200, "6", "3", "0"]);
  expect(await streamed.text()).toContain("event: message");
  // No rate is counted for what is sent again, so the quota of requests stands in its place.
  expect(standing(await post("one", { id: "m-1" }))).toEqual([200, "2", "0", "0"]);
  const overQuota = await post("three");
  expect(standing(overQuota)).toEqual([429, "6", "2", "0"]);
  expect(overQuota.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(standing(await post("three", { stream: true }))).toEqual([429, "6", "1", "0"]);
  await post("/status");
  const tooFast = await post("/status");
  expect(standing(tooFast)).toEqual([429, "6", "0", "0"]);
  expect(tooFast.headers.get("retry-after")).toMatch(/^\d+$/);
});

test("wrong input is named; another team's room is not there", async () => {
  const [team, other] = [await newTeam(), await newTeam()];
  await team.ask("secret room", "hello");
  expect((await other.transcript("secret room")).status).toBe(404);
  expect((await other.transcript("no such room")).body).toEqual((await other.transcript("secret room")).body);
  const table: [unknown, number, string][] = [
    [{ user: "u1" }, 422, "text"],
    [{ text: "x" }, 422, "user"],
    [{ text: "", user: "u1" }, 422, "text"],
    [{ text: "x\u0000", user: "u1" }, 422, "text"],
    [{ text: "x", user: "u".repeat(300) }, 422, "user"],
    [[], 422, ""],
  ];
  for (const [body, status, path] of table) {
    const response = await team.post("r", body);
    expect(response.status).toBe(status);
    expect(JSON.stringify(await response.json())).toContain(path);
  }
  const malformed = await fetch(team.url("r"), { method: "POST", headers: team.headers, body: "{" });
  expect([malformed.status, malformed.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
  const unknown = await fetch(team.url("r"), { headers: { authorization: "Bearer sb_live_x" } });
  expect(unknown.status).toBe(401);
  expect((await team.transcript("secret room", "?cursor=x")).status).toBe(422);
});

test("a caller who hangs up in mid-stream finds the answer stored, charged once", async () => {
  const team = await newTeam();
  const { provider } = assistant.sandbox;
  provider.settings = { ...provider.settings, chunkDelayMs: 30 };
  try {
    const leave = new AbortController();
    const response = await fetch(team.url("r"), {
      ...{ method: "POST", headers: { ...team.headers, accept: "text/event-stream" }, signal: leave.signal },
      body: JSON.stringify({ text: "[[words:60]]", user: "u1", id: "m-1" }),
    });
    await response.body?.getReader().read();
    leave.abort();
    const again = await team.ask("r", "[[words:60]]", { id: "m-1" });
    expect(again.message.text.split(/\s+/)).toHaveLength(60);
    await getLedger().flush();
    expect(await getDb().usageRecord.count({ where: { teamId: team.team.id } })).toBe(1);
  } finally {
    provider.settings = { ...provider.settings, chunkDelayMs: 0 };
  }
});
