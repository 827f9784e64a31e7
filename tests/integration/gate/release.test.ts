import { afterAll, beforeAll, expect, test } from "vitest";
import { forgetOldDecisions } from "#lib/gate/forget-old-decisions.ts";
import { unprotectGroup } from "#lib/gate/unprotect-group.ts";
import { updateGroup } from "#lib/gate/update-group.ts";
import { getDb } from "#lib/infra/db.ts";
import { until } from "#tests/integration/assistant/harness.ts";
import { type GateWorld, type GuardedGroup, newId, startGateWorld } from "./gate-world.ts";

const actor = { type: "system" as const, id: null, label: "a test" };
const DAY_MS = 86_400_000;

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.close());

/** Somebody whom the gate has muted, and somebody whom an admin has. */
async function mutedPair(group: GuardedGroup): Promise<{ ours: number; admins: number }> {
  const [ours, admins] = [await group.person("Ours"), await group.person("Admins")];
  await group.say(ours, "hello");
  await group.say(admins, "hello");
  for (const id of [ours, admins]) await until(async () => (await group.restrictions(id))[0]?.state === "IMPOSED");
  const member = group.member(admins);
  // An admin made it end at another time: that is theirs from then on, also where nobody was told of it.
  world.sandbox.telegram.chats.get(String(group.chatId))?.members.set(admins, { ...member, untilDate: 0 } as never);
  await until(async () => (await group.warnings(ours)).length === 1);
  return { ours, admins };
}

async function expectReleased(group: GuardedGroup, { ours, admins }: { ours: number; admins: number }): Promise<void> {
  await until(() => !group.isMuted(ours));
  await until(async () => (await group.restrictions(ours))[0]?.state === "LIFTED");
  await until(async () => (await group.restrictions(admins))[0]?.state === "OVERRIDDEN");
  expect(group.isMuted(admins)).toBe(true);
  await until(async () => (await group.warnings(ours)).length === 0);
  const lifts = group.calls("restrictChatMember").filter(({ params }) => Number(params.user_id) === admins);
  expect(lifts).toHaveLength(1);
}

test("a group that is no longer protected lets those go whom the gate muted, and nobody else; its warnings go", async () => {
  const group = await world.group();
  const pair = await mutedPair(group);
  await unprotectGroup({ groupId: group.row.id, actor, now: new Date() });
  await expectReleased(group, pair);
  const free = await group.say(pair.ours, "free again");
  expect(await group.isDeleted(free)).toBe(false);
}, 60_000);

test("so does one that is paused, and one that asks for less", async () => {
  const paused = await world.group();
  const easier = await world.group({ channels: 2 });
  const [first, second] = [await mutedPair(paused), await mutedPair(easier)];
  await updateGroup({ groupId: paused.row.id, changes: { enabled: false }, actor });
  await updateGroup({ groupId: easier.row.id, changes: { rule: "ANY" }, actor });
  await expectReleased(paused, first);
  await expectReleased(easier, second);
}, 60_000);

test("so does a bot that is switched to guard no groups any more", async () => {
  const group = await world.group();
  const pair = await mutedPair(group);
  await getDb().connection.update({ where: { id: group.bot.connection.id }, data: { gate: false } });
  await expectReleased(group, pair);
}, 60_000);

test("decisions are kept for 30 days, counts for 400, removed warnings for one, and what stands for ever", async () => {
  const group = await world.group();
  const now = new Date();
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const { id: groupId, teamId } = group.row;
  const decision = { teamId, groupId, trigger: "message", outcome: "passed", reason: "member", actions: [] };
  await getDb().gateDecision.createMany({
    data: [29, 31, 300].map((days) => ({ ...decision, userId: BigInt(newId()), createdAt: ago(days) })),
  });
  await getDb().gateHour.createMany({
    data: [31, 399, 401].map((days) => ({ groupId, hour: ago(days), outcome: "passed", count: days })),
  });
  const warning = { groupId, sentAt: ago(50), createdAt: ago(50), expiresAt: ago(49), messageId: 1 };
  await getDb().gateWarning.createMany({
    data: [
      { ...warning, removedAt: ago(0.5) },
      { ...warning, removedAt: ago(1.5) },
      // The bot is not there to remove it; the sweep tries on.
      { ...warning, removedAt: null, expiresAt: new Date(now.getTime() + DAY_MS) },
    ],
  });
  await getDb().restriction.create({
    data: { teamId, groupId, userId: 1n, state: "IMPOSED", until: ago(-300), imposedAt: ago(60) },
  });
  await forgetOldDecisions({ now });
  const where = { groupId };
  expect((await getDb().gateDecision.findMany({ where })).map(({ createdAt }) => createdAt)).toEqual([ago(29)]);
  const hours = await getDb().gateHour.findMany({ where, orderBy: { hour: "desc" } });
  expect(hours.map(({ count }) => count)).toEqual([31, 399]);
  const warnings = await getDb().gateWarning.findMany({ where, orderBy: { removedAt: "asc" } });
  expect(warnings.map(({ removedAt }) => removedAt)).toEqual([ago(0.5), null]);
  expect(await getDb().restriction.count({ where })).toBe(1);
}, 60_000);
