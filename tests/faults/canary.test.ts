import { randomInt } from "node:crypto";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { telegramUpdates } from "#lib/queues/telegram.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { createConnection } from "#tests/factories/create-connection.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createProviderWithModel } from "#tests/factories/create-provider-with-model.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { everyTextColumn } from "#tests/factories/every-text-column.ts";
import { control, saidByBot, until } from "#tests/integration/assistant/harness.ts";
import { type OwnServers, ownServers } from "./own-servers.ts";
import { type SpawnedWorkers, spawnWorkers } from "./spawn-workers.ts";

const CANARY = `canary${randomInt(1e12)}`;
const PROVIDER_KEY = `sk-${CANARY}-provider`;
const WORDS = `my ${CANARY} diary`;

let servers: OwnServers;
let sandbox: Sandbox;
let workers: SpawnedWorkers;

beforeAll(async () => {
  servers = await ownServers();
  sandbox = await startSandbox({ provider: { apiKey: PROVIDER_KEY } });
  // Everything that could be logged is, and bots poll.
  workers = await spawnWorkers({ LOG_LEVEL: "trace", WEBHOOK_URL: "" });
});
afterAll(async () => {
  await workers.kill();
  await sandbox.close();
  await closeInfra();
  await servers.stop();
});

async function newTeam(options: { apiKey: string }) {
  const { model } = await createProviderWithModel({ baseUrl: sandbox.providerBaseUrl, apiKey: options.apiKey });
  const team = await createTeam({
    ...{ type: "PUBLIC", requiresAuth: false, rateLimit: 1_000 },
    ...{ defaultModel: model.publicId, availableModels: [model.publicId] },
  });
  const { raw } = await createKey(team.id);
  return { team, raw, model: model.publicId };
}

/** Makes the provider's next call fail, in words that hold all that it was sent. */
function failNext(model: string, status: number, times = 1) {
  const message = `You sent ${WORDS} with ${PROVIDER_KEY}`;
  sandbox.provider.faults.push({ id: randomInt(1e9), model, status, message, times, hits: 0 });
}

test("tokens, keys and people's words are in no log line, metric, error, job or row but the message's own", async () => {
  const { team, raw, model } = await newTeam({ apiKey: PROVIDER_KEY });
  const wrong = await newTeam({ apiKey: `sk-${CANARY}-wrong` });
  const botId = randomInt(1e6, 1e9);
  const token = `${botId}:sandbox-${CANARY}`;
  await control(sandbox, "POST", "/bots", { token, username: `helper${botId}_bot` });
  const settings = { apiRoot: sandbox.telegramApiRoot };
  const bot = await createConnection(team.id, { token, settings });
  // Of these, one has a token that Telegram refuses, and the other a server that is not there.
  const refused = await createConnection(team.id, { token: `${botId + 1}:${CANARY}-refused-by-telegram`, settings });
  const away = await createConnection(team.id, {
    token: `${botId + 2}:${CANARY}-never-arrives`,
    settings: { apiRoot: "http://127.0.0.1:9" },
  });
  const answers: string[] = [];
  const call = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${workers.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${raw}`, ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await response.text();
    // An answer may say a caller's own words to that caller.
    answers.push([...response.headers].join("\n"), text.replaceAll(WORDS, ""));
    return response.status;
  };
  const chat = { model, messages: [{ role: "user", content: `[[say:${WORDS}]]` }], user: "ann" };

  // By API: well, badly, and not at all.
  expect(await call("/v1/chat/completions", chat)).toBe(200);
  expect(await call("/v1/chat/completions", { ...chat, stream: true })).toBe(200);
  failNext(model, 400);
  expect(await call("/v1/chat/completions", chat)).toBe(400);
  failNext(model, 500, 3);
  expect(await call("/v1/chat/completions", chat)).toBe(502);
  const asWrong = { authorization: `Bearer ${wrong.raw}` };
  expect(await call("/v1/chat/completions", { ...chat, model: wrong.model }, asWrong)).toBe(502);
  expect(await call("/v1/chat/completions", `{"messages": "${WORDS}`)).toBe(400);
  expect(await call("/v1/chat/completions", { ...chat, messages: WORDS })).toBe(400);
  expect(await call("/v1/chat/completions", chat, { authorization: `Bearer ${raw}x` })).toBe(401);
  expect(await call("/v1/rooms/r-1/messages", { text: WORDS, user: "ann" })).toBe(200);
  failNext(model, 500, 3);
  expect(await call("/v1/rooms/r-1/messages", { text: WORDS, user: "ann" })).toBeGreaterThanOrEqual(500);
  expect(await call("/v1/rooms/r-1/messages", { text: [WORDS], user: "ann" })).toBe(422);
  const hook = `/webhooks/telegram/${bot.id}`;
  const secret = { "x-telegram-bot-api-secret-token": `${CANARY}-secret` };
  expect(await call(hook, { update_id: 1, message: { text: WORDS } }, secret)).toBe(401);

  // By Telegram: well, with an answer that it cannot parse, with a provider that fails, and with words that fail for good.
  const ann = randomInt(1e6, 1e9);
  const dialogue = `${botId}:${ann}`;
  await control(sandbox, "POST", "/users", { id: ann, firstName: "Ann" });
  await until(async () => (await getDb().connection.findUnique({ where: { id: bot.id } }))?.health === "HEALTHY");
  const heard = async () =>
    (await saidByBot(sandbox, dialogue, { id: botId } as Parameters<typeof saidByBot>[2])).length;
  const say = async (text: string) => {
    const before = await heard();
    await control(sandbox, "POST", `/chats/${dialogue}/messages`, { userId: ann, text });
    await until(async () => (await heard()) > before);
  };
  await say(`[[say:${WORDS}]]`);
  await control(sandbox, "POST", "/faults", {
    ...{ botId, method: "sendMessage", status: 400 },
    description: `Bad Request: can't parse entities: ${WORDS}`,
  });
  await say(WORDS);
  failNext(model, 500, 3);
  await say(WORDS);
  await control(sandbox, "POST", "/faults", { botId, method: "sendMessage", times: 2, dropConnection: true });
  await say(WORDS);
  const from = { id: ann, is_bot: false, first_name: "Ann" };
  const message = { message_id: 1, date: "never", chat: { ...from, type: "private" }, from, text: WORDS };
  const poison = { update_id: 7, message };
  await telegramUpdates
    .queue()
    .add("telegram-updates", { payload: { connectionId: bot.id, update: poison } }, { attempts: 1, jobId: "poison" });
  await until(async () => (await (await telegramUpdates.queue().getJob("poison"))?.isFailed()) ?? false);
  await until(async () => (await getDb().connection.findUnique({ where: { id: away.id } }))?.health === "UNHEALTHY");
  await until(async () => (await getDb().connection.findUnique({ where: { id: refused.id } }))?.health === "UNHEALTHY");
  await until(async () => (await getDb().usageRecord.count({ where: { teamId: team.id } })) >= 6);

  // Lines go out in batches.
  await until(() => workers.output().includes("job failed"));

  const places: Record<string, string> = {
    ...(await everyTextColumn()),
    ...(await everyRedisKey()),
    answers: answers.join("\n"),
    logs: workers.output(),
    metrics: await (await fetch(`${workers.url}/metrics`)).text(),
  };
  expect(places["messages.text"]).toContain(WORDS);
  const found = (secret: string) => Object.keys(places).filter((place) => places[place]?.includes(secret));
  expect({ of: "the API key", found: found(raw) }).toEqual({ of: "the API key", found: [] });
  expect(found(CANARY)).toEqual(["messages.text"]);
}, 120_000);

/** All that Redis holds, where the queues are there. */
async function everyRedisKey(): Promise<Record<string, string>> {
  const url = process.env.REDIS_URL;
  if (!url) return {};
  const redis = new Redis(url);
  const found: Record<string, string> = {};
  for (const key of await redis.keys("*")) {
    const read: Record<string, () => Promise<unknown>> = {
      string: () => redis.get(key),
      hash: () => redis.hgetall(key),
      list: () => redis.lrange(key, 0, -1),
      set: () => redis.smembers(key),
      zset: () => redis.zrange(key, 0, -1),
      stream: () => redis.xrange(key, "-", "+"),
    };
    found[`redis ${key}`] = JSON.stringify(await read[await redis.type(key)]?.()) ?? "";
  }
  redis.disconnect();
  return found;
}
