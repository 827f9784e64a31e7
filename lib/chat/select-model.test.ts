import fc from "fast-check";
import { expect, test } from "vitest";
import { type ModelPreferences, selectModel } from "./select-model.ts";

const all: ModelPreferences = {
  room: "r",
  endUser: "u",
  connection: "c",
  team: "t",
  type: "d",
  available: [..."ructdx"],
};

test.each<[string, Partial<ModelPreferences>, string | null, string]>([
  ["the room's override wins", {}, "r", "room"],
  ["then the person's preference", { room: null }, "u", "endUser"],
  ["then the connection's default", { room: null, endUser: null }, "c", "connection"],
  ["then the team's default", { room: null, endUser: null, connection: null }, "t", "team"],
  ["then the type's default", { room: null, endUser: null, connection: null, team: null }, "d", "type"],
  ["one that is no longer available is skipped", { available: ["t", "d"] }, "t", "team"],
  ["nothing configured is available", { available: ["x", "y"] }, "x", "available"],
  ["no model at all", { available: [] }, null, "available"],
])("%s", (_name, change, model, source) => {
  expect(selectModel({ ...all, ...change })).toMatchObject({ model, source });
});

test("what was passed over is named", () => {
  expect(selectModel({ ...all, available: ["c"] }).skipped).toEqual([
    { model: "r", source: "room" },
    { model: "u", source: "endUser" },
  ]);
});

test("whatever is configured: the choice is available, and nothing available of higher precedence was passed over", () => {
  const id = fc.constantFrom("a", "b", "c", "d", "e");
  const maybe = fc.option(id);
  const input = fc.record({
    ...{ room: maybe, endUser: maybe, connection: maybe, team: maybe, type: maybe },
    available: fc.uniqueArray(id),
  });
  fc.assert(
    fc.property(input, (preferences) => {
      const { model, skipped } = selectModel(preferences);
      if (model === null) expect(preferences.available).toEqual([]);
      else expect(preferences.available).toContain(model);
      for (const one of skipped) expect(preferences.available).not.toContain(one.model);
    }),
  );
});
