import { afterAll, beforeAll, expect, test } from "vitest";
import { getDb } from "#lib/infra/db.ts";
import { until } from "#tests/integration/assistant/harness.ts";
import { ask, said } from "./gate-talk.ts";
import { type GateWorld, startGateWorld } from "./gate-world.ts";

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.close());

/** The menu of a group's settings, as an admin has it before them, and what they press in it. */
async function openMenu(languageCode?: string) {
  const group = await world.group();
  const user = world.sandbox.telegram.users.get(group.owner);
  if (languageCode && user) user.language_code = languageCode;
  const menu = await ask(group, "/settings");
  const read = async () => (await said(group)).find(({ messageId }) => messageId === menu.messageId);
  const labels = async () => (await read())?.keyboard?.flat().map(({ text }) => text) ?? [];
  const press = (data: string, userId = group.owner) =>
    group.call<{ text: string | null }>("POST", `/chats/${group.chatId}/messages/${menu.messageId}/press`, {
      ...{ userId, data },
    });
  const row = () => getDb().protectedGroup.findUniqueOrThrow({ where: { id: group.row.id } });
  return {
    group,
    menu,
    labels,
    press,
    row,
    shows: (label: string) => until(async () => (await labels()).includes(label)),
  };
}

test.each([
  ["rule", "rule=ANY", "✓ Every channel", "Any one channel", { rule: "ANY" }],
  [
    "policy",
    "policy=KEEP_LAST",
    "✓ Telegram silent: let write",
    "Telegram silent: as last known",
    {
      ...{ failurePolicy: "KEEP_LAST" },
    },
  ],
  ["ttl", "ttl=1800", "✓ Warnings stay 5 min", "Warnings stay 30 min", { params: { warningTtlSeconds: 1_800 } }],
  [
    "senders",
    "senders=ALLOW",
    "✓ Channels may not write",
    "Channels may write",
    { params: { channelSenders: "ALLOW" } },
  ],
  ["language", "language=ru", "✓ Language: the member’s own", "Language: Russian", { params: { language: "ru" } }],
])(
  "an admin chooses the %s from a list, which says what it is, and is led back",
  async (name, choice, before, after, stored) => {
    const { group, press, row, shows, labels } = await openMenu();
    await press(`g:pick:${group.chatId}:${name}`);
    await shows(before);
    await press(`g:settings:${group.chatId}`);
    await shows("⏸ Pause");
    expect(await row()).toMatchObject({ rule: "ALL", failurePolicy: "OPEN", params: {} });
    await press(`g:pick:${group.chatId}:${name}`);
    await shows(before);
    expect((await press(`g:set:${group.chatId}:${choice}`)).text).toBe("Saved");
    await shows("⏸ Pause");
    expect(await labels()).toContain(after);
    expect(await row()).toMatchObject(stored);
  },
  60_000,
);

test("paused by a button, everybody may write; resumed, they may not; and the menu leads back to the set-up", async () => {
  const { group, press, shows } = await openMenu();
  await press(`g:set:${group.chatId}:enabled=no`);
  await shows("▶️ Resume");
  const ann = await group.person("Ann");
  const free = await group.say(ann, "hello");
  await until(async () => (await getDb().gateHour.count({ where: { groupId: group.row.id, outcome: "exempt" } })) > 0);
  expect(await group.isDeleted(free)).toBe(false);
  await press(`g:set:${group.chatId}:enabled=yes`);
  await shows("⏸ Pause");
  const held = await group.say(ann, "hello again");
  await until(() => group.isDeleted(held));
  await press(`g:setup:${group.chatId}`);
  await shows("➕ Add a channel");
}, 60_000);

test("nobody but admins changes anything, and nothing is what a made-up button changes", async () => {
  const { group, menu, press, row, labels } = await openMenu();
  const bob = await group.person("Bob");
  const labelled = await labels();
  expect((await press(`g:pick:${group.chatId}:rule`, bob)).text).toContain("Only admins");
  const made = (data: string, userId: number) => {
    const stored = world.sandbox.telegram.chats.get(String(group.chatId))?.messages.get(menu.messageId);
    if (stored) stored.keyboard = { inline_keyboard: [[{ text: "x", callback_data: data }]] };
    return press(data, userId);
  };
  expect((await made(`g:set:${group.chatId}:rule=ANY`, bob)).text).toContain("Only admins");
  for (const data of ["set:rule=NONE", "set:owner=1", "pick:owner", "frobnicate"]) {
    const [action = "", arg] = data.split(":");
    await made(`g:${action}:${group.chatId}${arg ? `:${arg}` : ""}`, group.owner);
  }
  expect(await row()).toMatchObject({ rule: "ALL", params: {} });
  expect(labelled).toContain("Every channel");
  // An admin who no longer is one.
  await group.setMember(group.chatId, bob, { status: "administrator" });
  await group.setMember(group.chatId, bob, { status: "member" });
  expect((await made(`g:set:${group.chatId}:rule=ANY`, bob)).text).toContain("Only admins");
  expect((await row()).rule).toBe("ALL");
}, 60_000);

test.each([
  ["ru", "Настройки", "✓ Все каналы"],
  ["vi", "Cài đặt của", "✓ Mọi kênh"],
])(
  "in %s the menu and its lists are in that language",
  async (language, title, choice) => {
    const { group, menu, press, shows } = await openMenu(language);
    expect(menu.text).toContain(title);
    await press(`g:pick:${group.chatId}:rule`);
    await shows(choice);
  },
  60_000,
);
