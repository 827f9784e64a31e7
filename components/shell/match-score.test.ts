import { expect, test } from "vitest";
import { matchScore } from "#components/shell/match-score.ts";

test.each([
  ["tea", ["Teams", "tenants"], 1],
  ["prov", ["Models & providers", "prices"], 0.8],
  ["eams", ["Teams"], 0.6],
  ["tenants", ["Teams", "tenants platforms"], 0.3],
  ["acme keys", ["Acme Corp › Keys", "acme"], 0.8],
  ["acme nothing", ["Acme Corp › Keys", "acme"], 0],
  ["nhom", ["Nhóm"], 1],
  ["dieu", ["Điều hướng"], 1],
  ["كليد", ["کلیدها"], 1],
  ["", ["Anything"], 1],
])("%j in %j scores %d", (typed, keywords, score) => {
  expect(matchScore("id", typed, keywords)).toBe(score);
});
