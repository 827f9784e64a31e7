import { expect, test } from "vitest";
import { ApiError } from "#components/api-client.ts";
import { missingRights } from "#components/team/groups/missing-rights.ts";

const missing = [{ chatId: "-1001", title: "News", code: "not_channel_admin" }];
const conflict = (extra: object) => new ApiError({ status: 409, code: "conflict", ...extra });

test("names what a refusal says is missing", () => {
  expect(missingRights(conflict({ reason: "missing_rights", missing }))).toEqual(missing);
});

test.each([
  conflict({}),
  conflict({ reason: "missing_rights", missing: [] }),
  conflict({ reason: "missing_rights", missing: "rights" }),
  conflict({ reason: "already_protected", missing }),
  new Error("missing_rights"),
])("is silent about other errors: %s", (error) => {
  expect(missingRights(error)).toBeNull();
});
