import { expect, test } from "vitest";
import { drillHref, type Filters } from "#components/usage/use-explorer.ts";

const none: Filters = { team: null, key: null, endUser: null, model: null, channel: null };
const common = { rangeParams: { range: "7" }, measure: "cost" } as const;

test("one drills from team to key to end user to its turns, and nothing on the way is lost", () => {
  const steps = [
    drillHref({ ...common, groupBy: "team", row: { group: "t1", teamId: null }, filters: none }),
    drillHref({ ...common, groupBy: "key", row: { group: "k1", teamId: "t1" }, filters: { ...none, team: "t1" } }),
    drillHref({
      ...common,
      groupBy: "endUser",
      row: { group: "e1", teamId: "t1" },
      filters: { ...none, team: "t1", key: "k1" },
    }),
  ];
  expect(steps).toEqual([
    "/usage?range=7&team=t1&measure=cost&groupBy=key",
    "/usage?range=7&team=t1&key=k1&measure=cost&groupBy=endUser",
    "/usage?range=7&team=t1&key=k1&endUser=e1&measure=cost&groupBy=turn",
  ]);
});

test("a key that was found over all teams brings its team along, without which no turn can be listed", () => {
  const href = drillHref({ ...common, groupBy: "key", row: { group: "k1", teamId: "t1" }, filters: none });
  expect(href).toContain("team=t1");
});

test("a day becomes the range", () => {
  const href = drillHref({ ...common, groupBy: "day", row: { group: "2026-03-01", teamId: null }, filters: none });
  expect(href).toBe("/usage?measure=cost&from=2026-03-01&to=2026-03-01&groupBy=team");
});

test("what stands for none leads nowhere", () => {
  expect(drillHref({ ...common, groupBy: "key", row: { group: null, teamId: null }, filters: none })).toBeUndefined();
});
