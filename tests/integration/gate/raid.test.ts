import { afterAll, beforeAll, expect, test } from "vitest";
import { until, wait } from "#tests/integration/assistant/harness.ts";
import { type GateWorld, type SandboxMessage, startGateWorld } from "./gate-world.ts";

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.close());

const RAIDERS = 100;

test("in a raid of 100 all are muted, told by a few messages, and another group's member is let go meanwhile", async () => {
  const { telegram } = world.sandbox;
  telegram.settings = { ...telegram.settings, limits: { ...telegram.settings.limits, enabled: true, chatBurst: 5 } };
  const [raided, quiet] = [await world.group(), await world.group()];
  const ann = await quiet.person("Ann");
  await quiet.say(ann, "hello");
  await until(async () => (await quiet.warnings(ann)).length === 1);
  const [warning] = await quiet.warnings(ann);
  quiet.joinSilently(quiet.channel.chatId, ann);

  const raiders = await Promise.all(
    Array.from({ length: RAIDERS }, (_, index) => raided.person(`Raider ${index}`, { inGroup: false })),
  );
  const began = Date.now();
  await Promise.all(raiders.map((id) => raided.join(raided.chatId, id)));
  expect((await quiet.press(ann, warning as SandboxMessage)).text).toBe("Thank you! You can write now.");
  await until(() => raiders.every((id) => raided.isMuted(id)), 60_000);
  const told = () => raided.warnings(raided.owner);
  await until(async () => (await told()).some(({ text }) => text?.includes("more") === true), 60_000);
  await wait(3_000);
  // Telegram's own figure, and the sandbox enforces it: what counts in the group, in any minute.
  const counted = [...raided.calls("sendMessage"), ...raided.calls("editMessageText")].filter(
    ({ at, chatId }) => at >= began && Number(chatId) === raided.chatId,
  );
  for (const { at: from } of counted) {
    expect(counted.filter(({ at }) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(20);
  }
  expect(counted.filter(({ status }) => status === 429)).toEqual([]);
  // Five at once, one each five seconds from then on: a hundred people are told by a handful.
  expect(counted.length).toBeLessThanOrEqual(5 + Math.ceil((Date.now() - began) / 5_000));
  // The one that stands speaks to all of them, and its button to anybody.
  expect(await told()).toHaveLength(1);
  const [standing] = await told();
  const one = raiders[50] as number;
  raided.joinSilently(raided.channel.chatId, one);
  expect((await raided.press(one, standing as SandboxMessage)).text).toBe("Thank you! You can write now.");
  expect(raided.isMuted(one)).toBe(false);
  expect(await told()).toHaveLength(1);
}, 150_000);
