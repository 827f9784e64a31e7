import { expect, test } from "vitest";
import { readWebAppEvent } from "./web-app-event.ts";

test.each([
  ["closing", { eventType: "web_app_close" }, { type: "close" }],
  [
    "a link within Telegram",
    { eventType: "web_app_open_tg_link", eventData: { path_full: "/news" } },
    { type: "link", url: "https://t.me/news" },
  ],
  [
    "a link elsewhere",
    { eventType: "web_app_open_link", eventData: { url: "https://example.com/" } },
    { type: "link", url: "https://example.com/" },
  ],
  ["a link that leaves t.me", { eventType: "web_app_open_tg_link", eventData: { path_full: "@evil.com" } }, null],
  ["what the page does not do", { eventType: "web_app_expand" }, null],
  ["what is no event", ["web_app_close"], null],
])("reads %s", (_, message, event) => {
  expect(readWebAppEvent(JSON.stringify(message))).toEqual(event);
});

test.each(["{", null, undefined, { eventType: "web_app_close" }, "null"])("reads nothing from %j", (data) => {
  expect(readWebAppEvent(data)).toBeNull();
});
