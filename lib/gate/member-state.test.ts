import type { ChatMember } from "grammy/types";
import { expect, test } from "vitest";
import { memberStateOf, standingOf } from "./member-state.ts";

const member = (fields: object) => ({ user: { id: 5, is_bot: false, first_name: "Ann" }, ...fields }) as ChatMember;

test.each<[string, object, "member" | "not_member", object]>([
  ["creator", { status: "creator", is_anonymous: false }, "member", { status: "creator", canWrite: true }],
  ["administrator", { status: "administrator" }, "member", { status: "administrator", canWrite: true }],
  ["member", { status: "member" }, "member", { status: "member", canWrite: true }],
  [
    "restricted, and in",
    { status: "restricted", is_member: true, can_send_messages: false },
    "member",
    { status: "restricted", canWrite: false },
  ],
  [
    "restricted a little, and in",
    { status: "restricted", is_member: true, can_send_messages: true },
    "member",
    { status: "restricted", canWrite: true },
  ],
  [
    "restricted, and out",
    { status: "restricted", is_member: false, can_send_messages: true },
    "not_member",
    { status: "restricted", canWrite: true },
  ],
  ["left", { status: "left" }, "not_member", { status: "left", canWrite: true }],
  ["kicked", { status: "kicked", until_date: 0 }, "not_member", { status: "kicked", canWrite: false }],
])("%s", (_name, fields, state, standing) => {
  expect(memberStateOf(member(fields))).toBe(state);
  expect(standingOf(member(fields))).toEqual(standing);
});
