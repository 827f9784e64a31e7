import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "#lib/infra/db.ts";
import { broadcastRuns, broadcastSweeps } from "#lib/queues/broadcasts.ts";
import { claimRecipient, settleLeftBehind } from "#lib/rooms/broadcasts/claim-recipient.ts";
import { startBroadcast } from "#lib/rooms/broadcasts/start-broadcast.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { createBroadcast } from "#tests/factories/create-broadcast.ts";
import { closeAll, control, saidByBot, until, wait } from "#tests/integration/assistant/harness.ts";
import { startBroadcastsProcessors } from "#workers/processors/broadcasts.ts";
import { broadcastWorld } from "./broadcast-world.ts";

let sandbox: Sandbox;
let processors: { close(): Promise<void> };
let sweeping: NodeJS.Timeout;

beforeAll(async () => {
  sandbox = await startSandbox();
  processors = startBroadcastsProcessors();
  sweeping = setInterval(() => void broadcastSweeps.add({}).catch(() => undefined), 500);
});
afterAll(async () => {
  clearInterval(sweeping);
  await processors.close();
  await broadcastRuns.close();
  await broadcastSweeps.close();
  await sandbox.close();
  await closeAll();
});

test("everybody gets it once; the report says who did not and why, and those who blocked the bot are unreachable", async () => {
  const { bot, people, admin, read, heard } = await broadcastWorld(sandbox, 10);
  const [blocked, gone, refused, lost, busy, ...others] = people as [number, number, number, number, number];
  await control(sandbox, "POST", `/chats/${bot.id}:${blocked}/block`);
  await control(sandbox, "POST", "/faults", {
    chatId: gone,
    status: 403,
    description: "Forbidden: user is deactivated",
  });
  await control(sandbox, "POST", "/faults", {
    chatId: refused,
    status: 400,
    description: "Bad Request: message is too odd",
  });
  await control(sandbox, "POST", "/faults", { chatId: lost, dropConnection: true, afterEffect: true });
  await control(sandbox, "POST", "/faults", { chatId: busy, status: 429, retryAfter: 2 });

  const { connection, team } = bot;
  const body = { connectionId: connection.id, audience: "users", text: "**News** for <all>" };
  const preview = await admin("POST", `/teams/${team.id}/broadcast-previews`, body);
  expect(preview.json).toEqual({
    ...{ html: "<b>News</b> for &lt;all&gt;", fits: true, recipients: 10, unreachable: 0, seconds: 2 },
  });
  const made = await admin("POST", `/teams/${team.id}/broadcasts`, body);
  expect(made).toMatchObject({ status: 201, json: { state: "scheduled", progress: null, trouble: null } });
  const { id } = made.json;
  await until(async () => (await read(id)).state === "DONE");

  const after = await admin("GET", `/broadcasts/${id}`);
  expect(after.json).toMatchObject({
    ...{ state: "done", html: "<b>News</b> for &lt;all&gt;" },
    progress: {
      ...{ total: 10, pending: 0, sending: 0, sent: 6, failed: 4, secondsLeft: null },
      reasons: { blocked: 1, gone: 1, rejected: 1, unknown_outcome: 1 },
    },
  });
  const report = await admin("GET", `/broadcasts/${id}/recipients?state=failed&limit=3`);
  const rest = await admin("GET", `/broadcasts/${id}/recipients?state=failed&limit=3&cursor=${report.json.nextCursor}`);
  const reasons = [...report.json.items, ...rest.json.items].map((one) => [Number(one.chatId), one.reason, one.name]);
  expect(reasons.sort()).toEqual([
    [blocked, "blocked", `Person ${blocked}`],
    [gone, "gone", `Person ${gone}`],
    [refused, "rejected", `Person ${refused}`],
    [lost, "unknown_outcome", `Person ${lost}`],
  ]);
  const file = await admin("GET", `/broadcasts/${id}/recipients/export?state=failed&reason=gone`);
  expect(file.headers.get("content-type")).toMatch(/^text\/csv/);
  const [header, ...lines] = file.text.trim().split("\r\n");
  expect(header).toBe("Chat id,Name,State,Reason,Settled at");
  expect(lines).toEqual([expect.stringContaining(`${gone},Person ${gone},failed,gone,`)]);
  const everybody = await admin("GET", `/broadcasts/${id}/recipients/export`);
  expect(everybody.text.trim().split("\r\n")).toHaveLength(11);
  expect(heard()).toEqual(new Map([busy, ...others].toSorted().map((chatId) => [chatId, 1])));
  // It did arrive, and nobody knew: a second one would have been one too many.
  expect(await saidByBot(sandbox, `${bot.id}:${lost}`, bot)).toHaveLength(1);
  const unreachable = await getDb().endUser.findMany({ where: { connectionId: connection.id, reachable: false } });
  expect(unreachable.map(({ externalId }) => Number(externalId)).sort()).toEqual([blocked, gone]);
  const again = await admin("POST", `/teams/${team.id}/broadcast-previews`, body);
  expect(again.json).toMatchObject({ recipients: 8, unreachable: 2 });
});

test("paused, it stops within seconds; resumed, it goes on where it stopped; nobody gets it twice", async () => {
  const { bot, people, admin, read, heard } = await broadcastWorld(sandbox, 30);
  const { connection, team } = bot;
  const made = await admin("POST", `/teams/${team.id}/broadcasts`, {
    ...{ connectionId: connection.id, audience: "users", text: "News" },
  });
  const { id } = made.json;
  await until(() => heard().size >= 4);
  expect((await admin("POST", `/broadcasts/${id}/pause`)).json).toMatchObject({ state: "paused" });
  const sending = () => getDb().broadcastRecipient.count({ where: { broadcastId: id, state: "SENDING" } });
  await until(async () => (await sending()) === 0);
  const stoppedAt = heard().size;
  expect(stoppedAt).toBeLessThan(30);
  await wait(1_500);
  expect(heard().size).toBe(stoppedAt);
  expect((await admin("POST", `/broadcasts/${id}/pause`)).status).toBe(200);
  expect((await admin("PATCH", `/broadcasts/${id}`, { text: "x" })).status).toBe(409);
  expect((await admin("POST", `/broadcasts/${id}/resume`)).json).toMatchObject({ state: "running" });
  await until(async () => (await read(id)).state === "DONE");
  expect(heard()).toEqual(new Map(people.map((chatId) => [chatId, 1])));
  const refused = await admin("POST", `/broadcasts/${id}/cancel`);
  expect(refused).toMatchObject({ status: 409, json: { detail: expect.stringContaining("is done") } });
  // Five a second at most, as they arrived; one more for what a call takes.
  const times = sandbox.telegram.calls
    .filter(({ botId, messageId }) => botId === bot.id && messageId)
    .map(({ at }) => at);
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(28 * 200 - 500);
  const audited = await getDb().auditEntry.findMany({ where: { teamId: team.id, targetType: "broadcast" } });
  expect(audited.map(({ action }) => action).sort()).toEqual([
    "broadcast.create",
    "broadcast.pause",
    "broadcast.resume",
  ]);
  expect(JSON.stringify(audited)).not.toContain("News");
});

test("to groups: one message each, however many topics they have, guarded ones too; a cancelled one sends nothing more", async () => {
  const { bot, admin, read, heard } = await broadcastWorld(sandbox, 1);
  const { connection, team } = bot;
  const [plain, forum, guarded, left] = [1, 2, 3, 4].map((n) => -1_000_000_000_000 - bot.id * 10 - n) as [
    number,
    number,
    number,
    number,
  ];
  for (const id of [plain, forum, guarded, left]) {
    const status = id === left ? "kicked" : "member";
    await control(sandbox, "POST", "/chats", {
      id,
      type: "supergroup",
      title: "G",
      members: [{ userId: bot.id, status }],
    });
  }
  const room = { teamId: team.id, connectionId: connection.id, partnerName: "telegram", name: "G" };
  await getDb().room.createMany({
    data: [
      { ...room, partnerRoomId: `${plain}`, type: "supergroup" },
      { ...room, partnerRoomId: `${forum}/3`, type: "topic" },
      { ...room, partnerRoomId: `${forum}/5`, type: "topic", writable: false },
      { ...room, partnerRoomId: `${left}`, type: "supergroup" },
    ],
  });
  await getDb().protectedGroup.create({
    data: { teamId: team.id, connectionId: connection.id, chatId: BigInt(guarded), title: "Guarded" },
  });
  const body = { connectionId: connection.id, audience: "groups", text: "News" };
  const { id } = (await admin("POST", `/teams/${team.id}/broadcasts`, body)).json;
  await until(async () => (await read(id)).state === "DONE");
  expect(heard()).toEqual(new Map([plain, forum, guarded].toSorted().map((chatId) => [chatId, 1])));
  expect((await admin("GET", `/broadcasts/${id}`)).json.progress.reasons).toEqual({ blocked: 1 });
  expect(await getDb().room.findFirst({ where: { partnerRoomId: `${left}` } })).toMatchObject({ writable: false });

  const later = { ...body, startsAt: new Date(Date.now() + 3_600_000).toISOString() };
  const scheduled = (await admin("POST", `/teams/${team.id}/broadcasts`, later)).json;
  const changed = await admin("PATCH", `/broadcasts/${scheduled.id}`, {
    text: "Other",
    startsAt: new Date().toISOString(),
  });
  expect(changed.json).toMatchObject({ text: "Other" });
  await until(async () => (await read(scheduled.id)).state === "DONE");
  const third = (await admin("POST", `/teams/${team.id}/broadcasts`, later)).json;
  expect((await admin("POST", `/broadcasts/${third.id}/cancel`)).json).toMatchObject({ state: "cancelled" });
  expect((await admin("POST", `/broadcasts/${third.id}/resume`)).status).toBe(409);
});

test("until it begins, its text, recipients and time are changed, nobody's work written over, and the log keeps no word", async () => {
  const { bot, people, admin, read, heard } = await broadcastWorld(sandbox, 2);
  const { connection, team } = bot;
  const startsAt = new Date(Date.now() + 3_600_000).toISOString();
  const body = { connectionId: connection.id, audience: "groups", text: "Secret plan", startsAt };
  const made = (await admin("POST", `/teams/${team.id}/broadcasts`, body)).json;
  const path = `/broadcasts/${made.id}`;
  const { version } = made;

  const first = await admin("PATCH", path, { text: "Secret plans", version });
  expect(first.json).toMatchObject({ text: "Secret plans", audience: "groups", startsAt });
  const stale = await admin("PATCH", path, { audience: "users", version });
  expect(stale).toMatchObject({
    status: 409,
    json: { reason: "changed_meanwhile", version: first.json.version, changedFields: ["textLength", "textReplaced"] },
  });
  // As it was again: whoever has read it then may go on.
  expect((await admin("PATCH", path, { text: "Secret plan" })).json.version).toBe(version);
  for (const [fields, field] of [
    [{ connectionId: (await broadcastWorld(sandbox, 0)).bot.connection.id }, "connectionId"],
    [{ text: "x".repeat(4_097) }, "text"],
    [{ state: "running" }, "state"],
  ] as const) {
    expect(await admin("PATCH", path, fields)).toMatchObject({ status: 422, json: { errors: [{ path: field }] } });
  }
  expect(await read(made.id)).toMatchObject({ text: "Secret plan", audience: "GROUPS", state: "SCHEDULED" });

  const racers = await Promise.all(
    ["One", "Two", "Three"].map((text) => admin("PATCH", path, { text, audience: "users", startsAt: null, version })),
  );
  expect(racers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  await until(async () => (await read(made.id)).state === "DONE");
  expect(heard()).toEqual(new Map(people.map((chatId) => [chatId, 1])));
  expect(await admin("PATCH", path, { text: "Too late" })).toMatchObject({
    status: 409,
    json: { reason: "wrong_state", state: "done" },
  });
  const audited = await getDb().auditEntry.findMany({
    where: { targetId: made.id, action: "broadcast.update" },
    orderBy: { id: "asc" },
  });
  expect(audited.map(({ after }) => Object.keys(after as object))).toEqual([
    ["textLength", "textReplaced"],
    ["textLength", "textReplaced"],
    ["audience", "startsAt", "textLength", "textReplaced"],
  ]);
  expect(JSON.stringify(audited)).not.toMatch(/Secret|One|Two|Three/);
});

test("what cannot be sent is refused with the field's name; a paused bot and a dead token pause it by themselves", async () => {
  const { bot, admin, read, heard } = await broadcastWorld(sandbox, 2);
  const { connection, team } = bot;
  const body = { connectionId: connection.id, audience: "users", text: "News" };
  const create = (fields: object) => admin("POST", `/teams/${team.id}/broadcasts`, { ...body, ...fields });
  for (const [fields, path] of [
    [{ text: " \n" }, "text"],
    [{ text: "x".repeat(4_097) }, "text"],
    [{ connectionId: team.id }, "connectionId"],
    [{ audience: "everybody" }, "audience"],
  ] as const) {
    expect(await create(fields)).toMatchObject({ status: 422, json: { errors: [{ path }] } });
  }
  await getDb().connection.update({ where: { id: connection.id }, data: { active: false } });
  const { id } = (await create({})).json;
  await until(async () => (await read(id)).state !== "SCHEDULED");
  await until(async () => (await read(id)).state === "PAUSED" || (await read(id)).state === "DONE");
  expect(await read(id)).toMatchObject({ state: "PAUSED", trouble: "bot_paused" });
  await getDb().connection.update({ where: { id: connection.id }, data: { active: true } });
  await control(sandbox, "POST", "/faults", { method: "getMe", botId: bot.id, status: 401 });
  // Connections are remembered for up to four seconds.
  await wait(4_100);
  await admin("POST", `/broadcasts/${id}/resume`);
  await until(async () => (await read(id)).trouble === "token_invalid");
  expect(heard().size).toBe(0);
  await admin("POST", `/broadcasts/${id}/resume`);
  await until(async () => (await read(id)).state === "DONE");
  expect(heard().size).toBe(2);
});

test("a Telegram that is away costs nobody their message", async () => {
  const { bot, people, admin, read, heard } = await broadcastWorld(sandbox, 6);
  await control(sandbox, "POST", "/faults", { method: "getMe", botId: bot.id, status: 502, times: 3 });
  const body = { connectionId: bot.connection.id, audience: "users", text: "News" };
  const { id } = (await admin("POST", `/teams/${bot.team.id}/broadcasts`, body)).json;
  await until(async () => (await read(id)).state === "DONE");
  expect(heard()).toEqual(new Map(people.map((chatId) => [chatId, 1])));
});

test("of many who claim a recipient, one gets it, and only while the broadcast runs; left behind, its outcome is unknown", async () => {
  const { bot, people } = await broadcastWorld(sandbox, 3);
  const broadcast = await createBroadcast(bot.team.id, bot.connection.id, { startsAt: new Date("2100-01-01") });
  expect(await startBroadcast({ broadcastId: broadcast.id, now: new Date() })).toBe(false);
  const chatId = String(people[0]);
  const key = { broadcastId: broadcast.id, chatId };
  await getDb().broadcastRecipient.create({ data: key });
  expect(await claimRecipient(key)).toBe(false);
  // Its bot is gone, so that whoever sweeps meanwhile pauses it and sends nothing.
  await getDb().connection.update({ where: { id: bot.connection.id }, data: { archivedAt: new Date() } });
  let claims: boolean[] = [];
  await until(async () => {
    await getDb().broadcast.update({ where: { id: broadcast.id }, data: { state: "RUNNING" } });
    claims = await Promise.all(Array.from({ length: 20 }, () => claimRecipient(key)));
    return claims.includes(true);
  });
  expect(claims.filter(Boolean)).toHaveLength(1);
  await getDb().broadcastRecipient.updateMany({
    where: { ...key, state: "SENDING" },
    data: { claimedAt: new Date(Date.now() - 31_000) },
  });
  await settleLeftBehind();
  const left = await getDb().broadcastRecipient.findFirstOrThrow({ where: key });
  expect(left).toMatchObject({ state: "FAILED", reason: "unknown_outcome" });
});

test("of many who begin a broadcast at once, one writes down its recipients", async () => {
  const { bot, people } = await broadcastWorld(sandbox, 5);
  await getDb().connection.update({ where: { id: bot.connection.id }, data: { archivedAt: new Date() } });
  const { id } = await createBroadcast(bot.team.id, bot.connection.id);
  await Promise.all(Array.from({ length: 8 }, () => startBroadcast({ broadcastId: id, now: new Date() })));
  expect(await getDb().broadcastRecipient.count({ where: { broadcastId: id } })).toBe(people.length);
});
