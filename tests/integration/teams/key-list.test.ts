import { afterAll, beforeAll, expect, test } from "vitest";
import { closeInfra } from "#lib/infra/close-infra.ts";
import { rollUp } from "#lib/usage/roll-up.ts";
import { callAdmin } from "#tests/factories/admin-client.ts";
import { createKey } from "#tests/factories/create-key.ts";
import { createTeam } from "#tests/factories/create-team.ts";
import { createTurn } from "#tests/factories/create-turn.ts";

let operator: string;
beforeAll(async () => {
  operator = (await createKey(null)).raw;
});
afterAll(closeInfra);

test("the list of keys has what each has used this month, its own limits, its maker and its successor", async () => {
  const team = await createTeam();
  const path = `/teams/${team.id}/keys`;
  const website = (await callAdmin("POST", path, { key: operator, body: { name: "Website" } })).json;
  const other = (await createKey(team.id, { name: "Other" })).key;
  const limit = { scope: "key", unit: "tokens", window: "month" };
  const limits = `/teams/${team.id}/limits`;
  const own = { ...limit, subjectId: website.lineageId, amount: 40 };
  expect((await callAdmin("POST", limits, { key: operator, body: own })).status).toBe(201);
  const each = { ...limit, unit: "requests", amount: 7 };
  expect((await callAdmin("POST", limits, { key: operator, body: each })).status).toBe(201);
  const whole = { scope: "team", unit: "requests", window: "day", amount: 1_000 };
  expect((await callAdmin("POST", limits, { key: operator, body: whole })).status).toBe(201);

  const monthsAgo = new Date(Date.now() - 70 * 86_400_000).toISOString();
  await createTurn(team.id, { keyLineageId: website.lineageId });
  await createTurn(team.id, { keyLineageId: website.lineageId, model: "test/another" });
  await createTurn(team.id, { keyLineageId: website.lineageId, occurredAt: monthsAgo });
  await rollUp();
  await callAdmin("POST", `${path}/${website.id}/rotate`, { key: operator, body: { graceSeconds: 60 } });

  const { items } = (await callAdmin("GET", path, { key: operator })).json;
  const [successor, ofOther, rotated] = items;
  expect(items).toHaveLength(3);
  expect(ofOther).toMatchObject({ id: other.id, month: { requests: 0, tokens: 0, costNano: "0" }, successorId: null });
  expect(ofOther.limits).toMatchObject([{ unit: "requests", window: "month", amount: "7", used: "0" }]);
  expect(rotated).toMatchObject({ id: website.id, status: "rotating", successorId: successor.id });
  for (const key of [successor, rotated]) {
    expect(key.month).toEqual({ requests: 2, tokens: 30, costNano: "2000" });
    expect(key.createdBy).toEqual(expect.any(String));
    expect(key.limits).toHaveLength(2);
    expect(key.limits).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ unit: "tokens", amount: "40", used: "30", reserved: "0", remaining: "10" }),
        expect.objectContaining({ unit: "requests", amount: "7", used: "2", remaining: "5" }),
      ]),
    );
  }
});
