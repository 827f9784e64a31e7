import { expect, it } from "vitest";
import { auditDiff } from "#components/audit/audit-diff.ts";

it("lists what changed, nested fields by their path, and leaves out what stayed", () => {
  const before = { name: "A", overrides: { rateLimit: null, commands: ["start"] }, active: true };
  const after = { name: "A", overrides: { rateLimit: 5, commands: ["start", "help"] }, active: false };
  expect(auditDiff(before, after)).toEqual([
    { field: "overrides.rateLimit", before: null, after: 5 },
    { field: "overrides.commands", before: ["start"], after: ["start", "help"] },
    { field: "active", before: true, after: false },
  ]);
});

it("shows everything of what was made or removed", () => {
  expect(auditDiff(null, { name: "A", models: [], rateLimit: null })).toEqual([
    { field: "name", before: undefined, after: "A" },
    { field: "models", before: undefined, after: [] },
  ]);
  expect(auditDiff({ name: "" }, null)).toEqual([{ field: "name", before: "", after: undefined }]);
  expect(auditDiff(null, null)).toEqual([]);
});
