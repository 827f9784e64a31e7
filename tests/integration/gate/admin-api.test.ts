import { afterAll, beforeAll, expect, test } from "vitest";
import { sweepGates } from "#lib/alerts/sweep-gates.ts";
import { reportTrouble } from "#lib/gate/trouble.ts";
import { getDb } from "#lib/infra/db.ts";
import { alertDeliveries } from "#lib/queues/alerts.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { type GateWorld, startGateWorld } from "./gate-world.ts";

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(async () => {
  await alertDeliveries.close();
  await world.close();
});

async function guarded() {
  const group = await world.group();
  const { raw: key } = await createKey(group.bot.team.id, { scope: "MANAGEMENT" });
  const call = (method: string, path: string, body?: unknown) =>
    callAdmin(method, path, { key, ...(body === undefined ? {} : { body }) });
  return { group, call, path: `/groups/${group.row.id}`, teamPath: `/teams/${group.bot.team.id}/groups` };
}

test("a group is listed, read, changed from the version that was read, and guarded no longer", async () => {
  const { group, call, path, teamPath } = await guarded();
  const list = (await call("GET", teamPath)).json;
  expect(list).toMatchObject({ items: [{ id: group.row.id, rule: "all", trouble: null }], nextCursor: null });
  const read = (await call("GET", path)).json;
  const changes = { rule: "any", params: { warningTtlSeconds: 60 }, version: read.version };
  const changed = await call("PATCH", path, changes);
  expect(changed.json).toMatchObject({ rule: "any", params: { warningTtlSeconds: 60, channelSenders: "DELETE" } });
  const stale = await call("PATCH", path, { enabled: false, version: read.version });
  expect([stale.status, stale.json.reason]).toEqual([409, "changed_meanwhile"]);
  expect((await call("POST", `${path}/check`)).json.trouble).toBeNull();
  expect((await call("GET", `${path}/decisions`)).json.items).toEqual([]);
  expect((await call("GET", `${path}/activity`)).json).toEqual({ day: {}, week: {}, hours: [] });
  expect((await call("DELETE", path)).status).toBe(204);
  expect((await call("GET", path)).status).toBe(404);
  const again = await call("POST", teamPath, {
    ...{ connectionId: group.bot.connection.id, chat: String(group.chatId) },
    channels: [{ chat: `@c${group.bot.id}x0` }],
  });
  expect([again.status, again.json.id]).toEqual([201, group.row.id]);
}, 120_000);

test("missing rights are a 409 that names them, and a channel that is none a 422", async () => {
  const { group, call, path } = await guarded();
  const title = `Other ${group.bot.id}`;
  const other = await group.call<{ id: number }>("POST", "/chats", {
    ...{ type: "channel", title, username: `o${group.bot.id}` },
    members: [{ userId: group.owner, status: "creator" }],
  });
  const refused = await call("POST", `${path}/channels`, { chat: `@o${group.bot.id}` });
  expect(refused.status).toBe(409);
  const missing = [{ code: "not_channel_admin", chatId: String(other.id), title }];
  expect(refused.json).toMatchObject({ reason: "missing_rights", missing });
  const unknown = await call("POST", `${path}/channels`, { chat: "@nobody_has_this" });
  expect([unknown.status, unknown.json.errors?.[0]?.path]).toEqual([422, "chat"]);
}, 120_000);

test("whether somebody would pass is asked of Telegram, channel by channel", async () => {
  const { group, call, path } = await guarded();
  const bob = await group.person("Bob");
  const out = (await call("POST", `${path}/explain`, { user: String(bob) })).json;
  expect(out).toMatchObject({ passes: false, verdicts: [{ state: "not_member", title: "Channel 1" }] });
  group.joinSilently(group.channel.chatId, bob);
  expect((await call("POST", `${path}/explain`, { user: String(bob) })).json.passes).toBe(true);
}, 120_000);

test("trouble that lasts is one alert of the team, and over once it is", async () => {
  const { group } = await guarded();
  const teamIds = [group.bot.team.id];
  const now = new Date();
  // Really so: a sweep of another process looks again, and would end what is none.
  await group.setMember(group.chatId, group.bot.id, { status: "member", quiet: true });
  await reportTrouble({ group: group.row, code: "bot_not_admin", now });
  const later = new Date(now.getTime() + 61_000);
  await sweepGates({ now, teamIds });
  expect(await getDb().alert.count({ where: { teamId: group.bot.team.id } })).toBe(0);
  await Promise.all([sweepGates({ now: later, teamIds }), sweepGates({ now: later, teamIds })]);
  const alerts = await getDb().alert.findMany({ where: { teamId: group.bot.team.id } });
  expect(alerts).toMatchObject([{ kind: "GATE_TROUBLE", resolvedAt: null }]);
  await getDb().protectedGroup.update({ where: { id: group.row.id }, data: { trouble: null } });
  await sweepGates({ now: later, teamIds });
  expect((await getDb().alert.findFirst({ where: { teamId: group.bot.team.id } }))?.resolvedAt).not.toBeNull();
}, 120_000);
