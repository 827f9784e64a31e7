import { afterAll, beforeAll, expect, test } from "vitest";
import { until, wait } from "#tests/integration/assistant/harness.ts";
import { type GateWorld, refuseEphemeral, startGateWorld } from "./gate-world.ts";

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.close());

test("a bot that may no longer mute holds nobody by mistake, and lets go of whom it held as soon as it may again", async () => {
  const group = await world.group();
  refuseEphemeral(world, group.bot.id);
  const [ann, ben, stan] = [await group.person("Ann"), await group.person("Ben"), await group.person("Stan")];
  await group.say(ann, "hello");
  await group.say(stan, "hello");
  await until(async () => (await group.restrictions(ann))[0]?.state === "IMPOSED" && group.isMuted(stan));

  await group.setMember(group.chatId, group.bot.id, { status: "member", quiet: true });
  await group.say(ben, "I am nobody's member");
  await until(async () => (await group.decisions(ben)).length === 1);
  await until(async () => (await group.restrictions(ben)).length === 0);
  group.joinSilently(group.channel.chatId, ann);
  const pressed = await group.pressPublic(ann);
  expect(pressed.text).toBe("You have joined, thank you. You can write in a few moments.");
  expect(group.isMuted(ann)).toBe(true);

  await group.setMember(group.chatId, group.bot.id, { status: "administrator", quiet: true });
  await until(() => !group.isMuted(ann), 40_000);
  await until(async () => (await group.restrictions(ann))[0]?.state === "LIFTED");
  // And it guards again.
  const said = await group.say(ben, "still nobody's member");
  await until(() => group.isDeleted(said));
  await until(() => group.isMuted(ben));
});

test("a bot demoted in the channel goes by the failure policy, and by Telegram again once it is told", async () => {
  const group = await world.group();
  const ann = await group.person("Ann");
  await group.setMember(group.channel.chatId, group.bot.id, { status: "left", quiet: true });
  const first = await group.say(ann, "hello");
  await until(async () => (await group.decisions(ann))[0]?.reason === "unknown_let_in");
  await group.setMember(group.channel.chatId, group.bot.id, { status: "administrator", quiet: true });
  await until(async () => {
    if (!group.isMuted(ann)) await group.say(ann, "and now?");
    await wait(200);
    return group.isMuted(ann);
  });
  expect(await group.isDeleted(first)).toBe(false);
});
