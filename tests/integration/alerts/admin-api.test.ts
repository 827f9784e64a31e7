import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { alertDeliveries } from "#lib/queues/alerts.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createAlert, createAlertDestination } from "#tests/factories/create-alert.ts";
import { createConnection } from "#tests/factories/create-connection.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createMembership } from "#tests/factories/create-membership.ts";
import { createSession } from "#tests/factories/create-session.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { createUser } from "#tests/factories/create-user.ts";
import { uniqueName } from "#tests/factories/unique-name.ts";

let operator: { key: string };
beforeAll(async () => {
  operator = { key: (await createKey(null)).raw };
});
afterAll(async () => {
  await alertDeliveries.close();
  await closeInfra();
});

async function teamWith(role: "OWNER" | "VIEWER") {
  const team = await createTeam();
  const user = await createUser({ name: "Ada" });
  await createMembership({ teamId: team.id, userId: user.id, role });
  const { cookie } = await createSession(user);
  return { team, cookie };
}

describe("alerts", () => {
  test("are listed by state and kind, and acknowledged with a name and an audit row, once", async () => {
    const { team, cookie } = await teamWith("OWNER");
    const alert = await createAlert(team.id);
    await createAlert(team.id, { resolvedAt: new Date() });
    const list = async (query: string) =>
      (await callAdmin("GET", `/alerts?teamId=${team.id}&${query}`, { cookie })).json.items;
    expect(await list("state=unread")).toMatchObject([{ id: alert.id, kind: "limit_reached", canAcknowledge: true }]);
    expect(await list("state=resolved")).toHaveLength(1);
    expect(await list("kind=soft_limit")).toEqual([]);

    const acknowledge = (acknowledged: boolean) =>
      callAdmin("PATCH", `/alerts/${alert.id}`, { cookie, body: { acknowledged } });
    expect((await acknowledge(true)).json).toMatchObject({ acknowledgedBy: "Ada" });
    await acknowledge(true);
    expect(await list("state=unread")).toEqual([]);
    expect(await list("state=acknowledged")).toHaveLength(1);
    expect((await acknowledge(false)).json).toMatchObject({ acknowledgedAt: null, acknowledgedBy: null });
    const audited = await getDb().auditEntry.findMany({ where: { teamId: team.id }, orderBy: { id: "asc" } });
    expect(audited.map(({ action }) => action)).toEqual(["alert.acknowledge", "alert.unacknowledge"]);
  });

  test("the bell counts a member's own, and acknowledging all takes those where the role allows it", async () => {
    const { team, cookie } = await teamWith("OWNER");
    const alerts = await Promise.all([createAlert(team.id), createAlert(team.id)]);
    const other = await createAlert((await createTeam()).id);
    const platform = await createAlert(null);
    const bell = async () => (await callAdmin("GET", "/alerts/summary", { cookie })).json;
    expect(await bell()).toMatchObject({ unread: 2, critical: 2 });
    const answer = await callAdmin("POST", "/alerts/acknowledge", { cookie, body: {} });
    expect(answer.json.alertIds.sort()).toEqual(alerts.map(({ id }) => id).sort());
    expect(await bell()).toEqual({ unread: 0, critical: 0, latest: [] });
    for (const { id } of [other, platform]) {
      expect(await getDb().alert.findUnique({ where: { id } })).toMatchObject({ acknowledgedAt: null });
      expect((await callAdmin("PATCH", `/alerts/${id}`, { cookie, body: { acknowledged: true } })).status).toBe(404);
    }
    await getDb().alert.delete({ where: { id: platform.id } });
  });

  test("a viewer reads and acknowledges nothing", async () => {
    const { team, cookie } = await teamWith("VIEWER");
    const alert = await createAlert(team.id);
    const listed = await callAdmin("GET", "/alerts", { cookie });
    expect(listed.json.items).toMatchObject([{ id: alert.id, canAcknowledge: false }]);
    expect((await callAdmin("PATCH", `/alerts/${alert.id}`, { cookie, body: { acknowledged: true } })).status).toBe(
      403,
    );
    const all = (body: object) => callAdmin("POST", "/alerts/acknowledge", { cookie, body });
    expect((await all({ teamId: team.id })).status).toBe(403);
    expect((await all({})).json).toEqual({ alertIds: [] });
  });
});

describe("destinations", () => {
  const webhook = { kind: "webhook", name: "On call", url: "https://example.com/hooks/T0KEN?x=1" };

  test("a webhook shows its secret once; audit and viewers see no path", async () => {
    const { team, cookie } = await teamWith("OWNER");
    const path = `/teams/${team.id}/alert-destinations`;
    const created = await callAdmin("POST", path, { cookie, body: webhook });
    expect(created.status).toBe(201);
    expect(created.json.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const listed = await callAdmin("GET", path, { cookie });
    expect(listed.json.items[0]).toMatchObject({ url: webhook.url, active: true, kinds: [], latest: null });
    expect(listed.text).not.toContain("whsec_");
    const rotated = await callAdmin("POST", `/alert-destinations/${created.json.id}/rotate-secret`, { cookie });
    expect(rotated.json.secret).toMatch(/^whsec_/);
    expect(rotated.json.secret).not.toBe(created.json.secret);

    const viewer = await createUser();
    await createMembership({ teamId: team.id, userId: viewer.id, role: "VIEWER" });
    const seen = await callAdmin("GET", path, { cookie: (await createSession(viewer)).cookie });
    expect(seen.json.items[0].url).toBe("https://example.com/…");
    const audited = JSON.stringify(await getDb().auditEntry.findMany({ where: { teamId: team.id } }));
    expect(audited).toContain("alert_destination.rotate_secret");
    expect(audited).not.toMatch(/T0KEN|whsec_/);
    const { secretEncrypted } = await getDb().alertDestination.findUniqueOrThrow({ where: { id: created.json.id } });
    expect(secretEncrypted).not.toContain(rotated.json.secret);
  });

  test.each([
    ["url", { url: "http://127.0.0.1/" }],
    ["url", { url: "http://0x7f.1/" }],
    ["url", { url: "http://[::ffff:10.0.0.1]/" }],
    ["url", { url: "http://169.254.169.254/latest" }],
    ["url", { url: "https://localhost/" }],
    ["url", { url: "https://example.com:6379/" }],
    ["url", { url: "https://user:word@example.com/" }],
    ["url", { url: "ftp://example.com/" }],
    ["url", { url: "nonsense" }],
    ["name", { name: "" }],
    ["kinds", { kinds: ["drift"] }],
  ])("a wrong %s is named: %j", async (field, wrong) => {
    const { team, cookie } = await teamWith("OWNER");
    const body = { ...webhook, ...wrong };
    const answer = await callAdmin("POST", `/teams/${team.id}/alert-destinations`, { cookie, body });
    expect(answer.status).toBe(422);
    expect(answer.json.errors[0].path.split(".")[0]).toBe(field);
  });

  test("another team's bot does not write", async () => {
    const { team, cookie } = await teamWith("OWNER");
    const theirs = await createConnection((await createTeam()).id);
    const ours = await createConnection(team.id);
    const create = (connectionId: string) =>
      callAdmin("POST", `/teams/${team.id}/alert-destinations`, {
        cookie,
        body: { kind: "telegram", name: "Ops", connectionId, chatId: "-1001234567890" },
      });
    expect((await create(theirs.id)).json.errors[0].path).toBe("connectionId");
    expect((await create(ours.id)).json).toMatchObject({ connection: { id: ours.id }, secret: null, kind: "telegram" });
  });

  test("switching on again forgets why it was switched off; a test appears in the log", async () => {
    const { team, cookie } = await teamWith("OWNER");
    const { id } = await createAlertDestination(team.id, { active: false, disabledReason: "gone" });
    const path = `/alert-destinations/${id}`;
    const changed = await callAdmin("PATCH", path, { cookie, body: { active: true } });
    expect(changed.json).toMatchObject({ active: true, disabledReason: null });
    const sent = await callAdmin("POST", `${path}/test`, { cookie });
    expect(sent.json).toMatchObject({ event: "test", status: "pending", alert: null });
    expect((await callAdmin("GET", `${path}/deliveries`, { cookie })).json.items).toMatchObject([{ id: sent.json.id }]);
    expect((await callAdmin("DELETE", path, { cookie })).status).toBe(204);
    expect(await getDb().alertDelivery.count({ where: { destinationId: id } })).toBe(0);
  });
});

test("operators allow hosts, which teams' webhooks may then reach, and take them off again", async () => {
  const { team, cookie } = await teamWith("OWNER");
  const host = `${uniqueName("hooks")}.intranet:9000`;
  const add = () => callAdmin("POST", "/allowed-hosts", { ...operator, body: { host: host.toUpperCase() } });
  const use = () =>
    callAdmin("POST", `/teams/${team.id}/alert-destinations`, {
      cookie,
      body: { kind: "webhook", name: "Inside", url: `http://${host}/in` },
    });
  expect((await use()).status).toBe(422);
  expect((await add()).json).toMatchObject({ host });
  expect((await add()).status).toBe(409);
  expect((await use()).status).toBe(201);
  expect((await callAdmin("POST", "/allowed-hosts", { cookie, body: { host } })).status).toBe(403);
  for (const wrong of ["http://x", "a/b", "user@x", "", "x:0"]) {
    expect((await callAdmin("POST", "/allowed-hosts", { ...operator, body: { host: wrong } })).status).toBe(422);
  }
  const remove = () => callAdmin("DELETE", `/allowed-hosts/${encodeURIComponent(host)}`, operator);
  expect((await remove()).status).toBe(204);
  expect((await remove()).status).toBe(404);
  expect((await use()).status).toBe(422);
  const audited = await getDb().auditEntry.findMany({ where: { targetId: host }, orderBy: { id: "asc" } });
  expect(audited.map(({ action }) => action)).toEqual(["allowed_host.create", "allowed_host.delete"]);
});
