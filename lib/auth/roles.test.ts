import { expect, test } from "vitest";
import { type Action, can } from "./roles.ts";

const TABLE: Record<Action, ("VIEWER" | "ADMIN" | "OWNER")[]> = {
  "team.read": ["VIEWER", "ADMIN", "OWNER"],
  "team.write": ["ADMIN", "OWNER"],
  "members.write": ["ADMIN", "OWNER"],
  "owners.write": ["OWNER"],
  "team.administer": [],
};

test.each(Object.entries(TABLE))("%s", (name, allowed) => {
  const action = name as Action;
  for (const role of ["VIEWER", "ADMIN", "OWNER"] as const) {
    const member = { isOperator: false, roles: new Map([["ours", role]]) };
    expect(can(member, action, "ours"), role).toBe(allowed.includes(role));
    expect(can(member, action, "theirs"), role).toBe(false);
    expect(can(member, action, null), role).toBe(false);
  }
  const operator = { isOperator: true, roles: new Map() };
  expect(can(operator, action, "any") && can(operator, action, null)).toBe(true);
});
