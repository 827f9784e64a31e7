import { afterAll, beforeAll, expect, test } from "vitest";
import { handleChecklistRequest } from "#app/api/miniapp/handle-checklist-request.ts";
import { claimChecklist } from "#lib/gate/checklist-row.ts";
import { loadGroup } from "#lib/gate/load-group.ts";
import { handleGateUpdate } from "#lib/gate/telegram.ts";
import { getDb } from "#lib/infra/db.ts";
import { signInitData } from "#sandbox/telegram/acts/open-web-app.ts";
import { until } from "#tests/integration/assistant/harness.ts";
import { type GateWorld, type GroupOptions, type GuardedGroup, startGateWorld } from "./gate-world.ts";

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.close());

/** A guarded group whose bot is asked about each request to join. */
async function guarded(options: GroupOptions = {}): Promise<GuardedGroup> {
  const more = { chat: { joinByRequest: true }, bot: { supportsJoinRequestQueries: true } };
  const group = await world.group({ ...options, ...more });
  await group.call("POST", "/chats", {
    ...{ id: group.chatId, type: "supergroup", title: group.row.title },
    ...{ joinByRequest: true, guardBotId: group.bot.id },
  });
  return group;
}

/** Somebody who has asked to join, and is shown the checklist. */
async function asker(group: GuardedGroup, name = "Ben") {
  const userId = await group.person(name, { inGroup: false });
  expect((await group.join(group.chatId, userId)).status).toBe("requested");
  await until(async () => (await group.decisions(userId)).length === 1);
  const row = await getDb().joinChecklist.findFirstOrThrow({ where: { groupId: group.row.id, userId } });
  return { userId, row, queryId: row.queryId };
}

/** What the Mini App is opened with, by Telegram's web client. */
async function open(group: GuardedGroup, userId: number): Promise<string> {
  const { url } = await group.call<{ url: string }>("POST", `/chats/${group.chatId}/web-app`, { userId });
  return new URLSearchParams(new URL(url).hash.slice(1)).get("tgWebAppData") ?? "";
}

async function ask(method: "GET" | "POST", checklistId: string, initData?: string) {
  const request = new Request(`http://dashboard.test/api/miniapp/join/${checklistId}`, {
    ...{ method, headers: initData === undefined ? {} : { authorization: `tma ${initData}` } },
  });
  const response = await handleChecklistRequest({ request, checklistId });
  const { status, headers } = response;
  return { status, headers, type: headers.get("content-type"), json: await response.json() };
}

const answers = (group: GuardedGroup) =>
  group.calls("answerChatJoinRequestQuery").map(({ params, status }) => [params.result, status]);
const pending = (group: GuardedGroup, userId: number) =>
  world.sandbox.telegram.chats.get(String(group.chatId))?.joinRequests.get(userId);

test("who asks to join and does not belong is shown the checklist, and let in once when it is complete", async () => {
  const group = await guarded({ channels: 2 });
  const { userId, row } = await asker(group);
  const [shown] = group.calls("sendChatJoinRequestWebApp");
  expect(shown?.params.web_app_url).toBe(`http://127.0.0.1:3000/miniapp/join/${row.id}`);
  expect(await group.decisions(userId)).toMatchObject([
    { trigger: "join_request", outcome: "asked", reason: "not_member", actions: ["show_checklist"] },
  ]);
  expect([answers(group), group.calls("sendMessage")]).toEqual([[], []]);

  const initData = await open(group, userId);
  const states = (view: { json: { channels: { state: string }[] } }) => view.json.channels.map(({ state }) => state);
  const seen = await ask("GET", row.id, initData);
  expect(seen).toMatchObject({ status: 200, json: { status: "open", rule: "all", group: { title: group.row.title } } });
  expect(states(seen)).toEqual(["not_member", "not_member"]);
  group.joinSilently(group.channel.chatId, userId);
  const half = await ask("POST", row.id, initData);
  expect([half.json.status, states(half)]).toEqual(["open", ["member", "not_member"]]);
  expect(pending(group, userId)).toBeDefined();

  group.joinSilently(group.channels[1]?.chatId ?? 0, userId);
  const both = await Promise.all([ask("POST", row.id, initData), ask("POST", row.id, initData)]);
  expect(both.map(({ json }) => json.status)).toEqual(["admitted", "admitted"]);
  expect(answers(group)).toEqual([["approve", 200]]);
  expect(group.member(userId)?.status).toBe("member");
  expect((await group.decisions(userId)).map(({ trigger, outcome }) => [trigger, outcome])).toEqual([
    ["join_request", "asked"],
    ["checklist", "asked"],
    ["checklist", "approved"],
  ]);

  // Asked too often: no more than twenty times a minute.
  const often = await Promise.all(Array.from({ length: 20 }, () => ask("POST", row.id, initData)));
  const refused = often.find(({ status }) => status === 429);
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(often.at(0)?.json.status).toBe("admitted");
});

test("of two processes that want to answer a request one does", async () => {
  const group = await guarded();
  const { row } = await asker(group);
  const claims = await Promise.all(Array.from({ length: 8 }, () => claimChecklist(row.id)));
  expect(claims.filter(Boolean)).toHaveLength(1);
});

test("where Telegram refuses the Mini App, the request is left to the admins and the person told in private", async () => {
  const group = await guarded();
  world.sandbox.telegram.faults.push({
    ...{
      id: group.bot.id,
      botId: group.bot.id,
      method: "sendChatJoinRequestWebApp",
      times: null,
      hits: 0,
      status: 400,
    },
    description: "Bad Request: Web App URL is invalid: Only HTTPS links are allowed",
  });
  const { userId, row } = await asker(group);
  expect(answers(group)).toEqual([["queue", 200]]);
  expect(row.state).toBe("QUEUED");
  expect(await group.warnings(userId, `${group.bot.id}:${userId}`)).toHaveLength(1);
  expect(await group.decisions(userId)).toMatchObject([{ outcome: "asked", actions: ["ask"] }]);
});

test("a request that is handled again is shown the same checklist, and not taken back", async () => {
  const group = await guarded();
  const { userId, row, queryId } = await asker(group);
  const chat_join_request = {
    ...{ query_id: queryId, user_chat_id: userId, date: Math.floor(Date.now() / 1_000) },
    chat: { id: group.chatId, type: "supergroup" as const, title: group.row.title },
    from: { id: userId, is_bot: false, first_name: "Ben" },
  };
  const now = new Date();
  const again = { update_id: 4_000_000_000, chat_join_request };
  await handleGateUpdate({ connectionId: group.bot.connection.id, update: again, receivedAt: now, now });
  expect(group.calls("sendChatJoinRequestWebApp").map(({ status }) => status)).toEqual([200, 400]);
  expect([answers(group), group.calls("sendMessage")]).toEqual([[], []]);
  expect((await ask("GET", row.id, await open(group, userId))).json.status).toBe("open");
});

test("nobody gets at a request but the person whom Telegram showed it to", async () => {
  const [group, other] = [await guarded(), await guarded()];
  const [ben, eve] = [await asker(group), await asker(group, "Eve")];
  const far = await asker(other, "Far");
  const initData = await open(group, ben.userId);
  const now = Math.floor(Date.now() / 1_000);
  const sign = (fields: Record<string, string | undefined>, token = group.bot.token) => {
    const all = {
      user: JSON.stringify({ id: ben.userId, first_name: "Ben" }),
      ...{ chat_join_request_query_id: ben.queryId, auth_date: String(now), ...fields },
    };
    const given = Object.entries(all).filter((field): field is [string, string] => field[1] !== undefined);
    return signInitData(token, Object.fromEntries(given));
  };
  expect((await ask("GET", ben.row.id, sign({}))).status).toBe(200);
  const chat = (id: number) => JSON.stringify({ id, type: "supergroup", title: "x" });
  const wrong: [string, string | undefined, number][] = [
    ["nothing", undefined, 401],
    ["what is no init data", "hello", 401],
    ["another person's name in it", initData.replace(String(ben.userId), String(eve.userId)), 401],
    ["one field more", `${initData}&start_param=x`, 401],
    ["a field that comes twice", `${sign({})}&auth_date=${now}`, 401],
    ["another bot's signature", sign({}, other.bot.token), 401],
    ["an opening of more than an hour ago", sign({ auth_date: String(now - 3_700) }), 401],
    ["an opening in the future", sign({ auth_date: String(now + 3_600) }), 401],
    ["nobody in it", sign({ user: undefined }), 401],
    ["somebody else's, genuine", await open(group, eve.userId), 404],
    ["the person's, for another request", sign({ chat_join_request_query_id: eve.queryId }), 404],
    ["the person's, for no request", sign({ chat_join_request_query_id: undefined }), 404],
    ["the person's, in another group", sign({ chat: chat(other.chatId) }), 404],
    ["another team's", await open(other, far.userId), 401],
  ];
  for (const [what, data, status] of wrong) {
    for (const method of ["GET", "POST"] as const) {
      const answer = await ask(method, ben.row.id, data);
      expect({ what, status: answer.status, type: answer.type }).toEqual({
        ...{ what, status, type: "application/problem+json" },
      });
    }
  }
  for (const id of [far.row.id.replace(/.$/, (end) => (end === "0" ? "1" : "0")), "x", group.row.id]) {
    expect((await ask("POST", id, initData)).status).toBe(404);
  }
  expect([answers(group), answers(other)]).toEqual([[], []]);
});

test("what nobody finishes in time is left to the admins, and the trace tells it", async () => {
  const group = await guarded();
  const { userId, row } = await asker(group);
  const initData = await open(group, userId);
  await getDb().joinChecklist.update({ where: { id: row.id }, data: { dueAt: new Date(Date.now() - 1) } });
  await until(async () => (await group.decisions(userId)).length === 2);
  expect((await group.decisions(userId)).at(-1)).toMatchObject({
    ...{ trigger: "checklist", outcome: "queued", reason: "not_finished", actions: ["leave_to_admins"] },
  });
  expect(answers(group)).toEqual([["queue", 200]]);
  expect(pending(group, userId)).toBeDefined();
  await until(async () => (await getDb().joinChecklist.findUnique({ where: { id: row.id } }))?.state === "QUEUED");
  expect((await ask("GET", row.id, initData)).json.status).toBe("queued");
  group.joinSilently(group.channel.chatId, userId);
  expect((await ask("POST", row.id, initData)).json.status).toBe("queued");
  expect(group.member(userId)?.status).not.toBe("member");
});

test("a query that Telegram has given up does not keep out who has finished: the request is approved as any other", async () => {
  const group = await guarded();
  const { userId, row } = await asker(group);
  const initData = await open(group, userId);
  const query = pending(group, userId)?.query;
  if (query) query.expiresAt = 0;
  group.joinSilently(group.channel.chatId, userId);
  expect((await ask("POST", row.id, initData)).json.status).toBe("admitted");
  expect(group.calls("approveChatJoinRequest")).toHaveLength(1);
  expect(group.member(userId)?.status).toBe("member");
});

test("who finishes when the request is gone is not let in, and the trace does not end with an approval", async () => {
  const group = await guarded();
  const { userId, row } = await asker(group);
  const initData = await open(group, userId);
  await group.leave(group.chatId, userId);
  group.joinSilently(group.channel.chatId, userId);
  expect((await ask("POST", row.id, initData)).json.status).toBe("queued");
  expect((await group.decisions(userId)).map(({ outcome }) => outcome)).toEqual(["asked", "approved", "queued"]);
  expect(group.member(userId)?.status).not.toBe("member");
});

test("who is let in by an admin, and who asks where nothing is protected any more, is told so", async () => {
  const group = await guarded();
  const [ann, ben] = [await asker(group, "Ann"), await asker(group)];
  const [annsData, bensData] = [await open(group, ann.userId), await open(group, ben.userId)];
  await group.setMember(group.chatId, ann.userId, { status: "member", byUserId: group.owner });
  expect((await ask("POST", ann.row.id, annsData)).json.status).toBe("member");
  await getDb().protectedGroup.update({ where: { id: group.row.id }, data: { archivedAt: new Date() } });
  await until(async () => (await loadGroup(group.bot.connection.id, group.chatId)) === null, 10_000);
  expect((await ask("GET", ben.row.id, bensData)).json.status).toBe("over");
  expect((await ask("POST", ben.row.id, bensData)).json.status).toBe("over");
  expect(answers(group)).toEqual([["queue", 200]]);
  expect(group.member(ben.userId)?.status).not.toBe("member");
});

test.each(["CLOSED", "OPEN"] as const)("while Telegram does not tell, the policy %s decides", async (failurePolicy) => {
  const group = await guarded({ failurePolicy });
  const { userId, row } = await asker(group);
  const initData = await open(group, userId);
  world.sandbox.telegram.faults.push({
    ...{ id: group.bot.id, botId: group.bot.id, method: "getChatMember", times: null, hits: 0, status: 400 },
    description: "Bad Request: member list is inaccessible",
  });
  const { json } = await ask("POST", row.id, initData);
  expect([json.status, json.channels[0].state]).toEqual([failurePolicy === "OPEN" ? "admitted" : "open", "unknown"]);
});
