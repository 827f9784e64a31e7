import { randomInt } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkConnection } from "#lib/channels/check-connection.ts";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { getDb } from "#lib/infra/db.ts";
import { type Sandbox, startSandbox } from "#sandbox/start-sandbox.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createTeam } from "#tests/factories/create-team.ts";

let operator: string;
let sandbox: Sandbox;
beforeAll(async () => {
  operator = (await createKey(null)).raw;
  sandbox = await startSandbox();
});
afterAll(async () => {
  await sandbox.close();
  await closeInfra();
});

/** A bot that two teams are about to connect. */
async function newAccount() {
  const id = randomInt(1e9, 1e12);
  const teams = [await createTeam(), await createTeam()];
  return {
    tokens: { right: `${id}:sandbox-bot${id}`, junk: `${id}:${"junk".repeat(9)}` },
    async connect(team: 0 | 1, token: string) {
      const settings = { apiRoot: sandbox.telegramApiRoot };
      const body = { kind: "telegram", name: "bot", token, settings };
      return callAdmin("POST", `/teams/${teams[team]?.id}/connections`, { key: operator, body });
    },
    async turn(to: "pause" | "resume", connection: { id: string; teamId: string }) {
      return callAdmin("POST", `/teams/${connection.teamId}/connections/${connection.id}/${to}`, { key: operator });
    },
    async replace(connection: { id: string; teamId: string }, token: string) {
      const path = `/teams/${connection.teamId}/connections/${connection.id}`;
      return callAdmin("PATCH", path, { key: operator, body: { token } });
    },
  };
}

type Account = Awaited<ReturnType<typeof newAccount>>;
const health = async ({ id }: { id: string }) => {
  await checkConnection(id);
  return (await getDb().connection.findUniqueOrThrow({ where: { id } })).health;
};

test.each<[string, boolean, (account: Account) => Promise<unknown>]>([
  ["named only, with a token that is none", true, (a) => a.connect(0, a.tokens.junk)],
  ["named only, and found wanting", true, async (a) => health((await a.connect(0, a.tokens.junk)).json)],
  ["proven", false, async (a) => health((await a.connect(0, a.tokens.right)).json)],
  [
    "proven, then paused",
    true,
    async (a) => {
      const { json } = await a.connect(0, a.tokens.right);
      await health(json);
      await a.turn("pause", json);
    },
  ],
  [
    "proven, then given another token that is none",
    true,
    async (a) => {
      const { json } = await a.connect(0, a.tokens.right);
      await health(json);
      await a.replace(json, a.tokens.junk);
    },
  ],
  [
    "proven, then its token was revoked",
    true,
    async (a) => {
      const { json } = await a.connect(0, a.tokens.right);
      await health(json);
      const bot = sandbox.telegram.bots.get(Number(a.tokens.right.split(":")[0]));
      const token = bot?.token ?? "";
      if (bot) bot.token = "another";
      await health(json);
      if (bot) bot.token = token;
    },
  ],
])("an account that somebody else has %s: connectable is %s", async (_, connectable, before) => {
  const account = await newAccount();
  await before(account);
  const mine = await account.connect(1, account.tokens.right);
  expect(mine.status, mine.text).toBe(connectable ? 201 : 409);
  if (connectable) expect(await health(mine.json)).toBe("HEALTHY");
  else expect(mine.text).not.toMatch(/team/i);
});

test("of two with the right token, connected before either was checked, one works and the other says why not", async () => {
  const account = await newAccount();
  const [first, second] = [
    (await account.connect(0, account.tokens.right)).json,
    (await account.connect(1, account.tokens.right)).json,
  ];
  const found = await Promise.all([health(first), health(second)]);
  expect([...found].sort()).toEqual(["HEALTHY", "UNHEALTHY"]);
  const [holder, other] = found[0] === "HEALTHY" ? [first, second] : [second, first];
  // And it stays so, whoever is asked again.
  expect([await health(other), await health(holder)]).toEqual(["UNHEALTHY", "HEALTHY"]);
  const { healthReason } = await getDb().connection.findUniqueOrThrow({ where: { id: other.id } });
  expect(healthReason).toBe("This account is already connected. Give this connection its own.");
  await account.turn("pause", holder);
  expect(await health(other)).toBe("HEALTHY");
  expect((await account.turn("resume", holder)).status).toBe(409);
  const audited = await getDb().auditEntry.findMany({ where: { targetId: holder.id }, orderBy: { id: "asc" } });
  expect(audited.map(({ action }) => action)).toEqual(["connection.create", "connection.pause"]);
});
