import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "#lib/infra/db.ts";
import { publish } from "#lib/infra/relay.ts";
import { CONNECTIONS_CHANGED } from "#lib/teams/connection-changed.ts";
import { type GateWorld, type GuardedGroup, startGateWorld } from "./gate-world.ts";

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.close());

/** For whom, and in how many languages, Telegram shows a menu of the bot's commands. */
function menus(group: GuardedGroup): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of world.sandbox.telegram.bots.get(group.bot.id)?.commands.keys() ?? []) {
    const [place = ""] = key.split("/");
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

async function change(group: GuardedGroup, does: { gate?: boolean; assistant?: boolean }): Promise<void> {
  const { id } = group.bot.connection;
  await getDb().connection.update({ where: { id }, data: does });
  await publish(CONNECTIONS_CHANGED, { connectionId: id });
}

const shows = (group: GuardedGroup, wanted: Record<string, number>) =>
  expect.poll(() => menus(group), { timeout: 30_000 }).toEqual(wanted);

test("a menu is shown for what the bot does, and goes with it, in every language and place", async () => {
  const group = await world.group();
  await shows(group, { all_chat_administrators: 4, all_private_chats: 4 });
  // What both have is the assistant's in private.
  await change(group, { assistant: true });
  await shows(group, { all_chat_administrators: 4, default: 1 });
  await change(group, { gate: false });
  await shows(group, { default: 1 });
  await change(group, { gate: true, assistant: false });
  await shows(group, { all_chat_administrators: 4, all_private_chats: 4 });
}, 60_000);

test("a bot that never guarded groups is asked for old menus, and nothing is taken away", async () => {
  const group = await world.group();
  await change(group, { gate: false, assistant: true });
  await shows(group, { default: 1 });
  const before = group.calls("deleteMyCommands").length;
  await change(group, { gate: false, assistant: false });
  await shows(group, {});
  // The menu for everybody, and none of the others again.
  expect(group.calls("deleteMyCommands").length).toBe(before + 1);
}, 60_000);
