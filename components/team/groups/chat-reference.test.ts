import { expect, test } from "vitest";
import { isChat, isInviteLink, isPerson } from "#components/team/groups/chat-reference.ts";
import { addChannelBody, explainBody } from "#lib/http/resources/groups.ts";

const TEXTS = [
  "@MyChannel",
  "MyChannel",
  " @My_Channel ",
  "https://t.me/MyChannel",
  "https://telegram.me/MyChannel/",
  "http://t.me/abcd",
  "-1001234567890",
  "123456789",
  "",
  "@ab",
  "@1abc",
  "0",
  "my channel",
  "https://t.me/+AbCd_ef-1",
  "https://t.me/joinchat/AbCd",
  "https://example.com/MyChannel",
  "@مخاطب",
  "1".repeat(17),
];

test.each(TEXTS)("%j is taken as the admin API takes it", (text) => {
  expect(isChat(text)).toBe(addChannelBody.safeParse({ chat: text }).success);
  expect(isInviteLink(text)).toBe(addChannelBody.safeParse({ chat: "@MyChannel", inviteLink: text }).success);
  expect(isPerson(text)).toBe(explainBody.safeParse({ user: text }).success);
});
