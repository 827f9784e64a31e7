import { expect, test } from "vitest";
import { readLaunch } from "./read-launch.ts";

const initData = new URLSearchParams({ user: JSON.stringify({ id: 5, language_code: "fa" }), hash: "ab" }).toString();

test("reads what Telegram signed, the person's language and Telegram's colours", () => {
  const theme = JSON.stringify({ bg_color: "#ffffff" });
  const hash = new URLSearchParams({ tgWebAppData: initData, tgWebAppVersion: "9.6", tgWebAppThemeParams: theme });
  expect(readLaunch(`#${hash}`)).toEqual({ initData, language: "fa", theme: { bg_color: "#ffffff" } });
});

test.each([
  ["no theme", `#${new URLSearchParams({ tgWebAppData: initData })}`, { initData, language: "fa", theme: {} }],
  ["what is no JSON", "#tgWebAppData=user%3D%7B&tgWebAppThemeParams=x", { initData: "user={", theme: {} }],
  ["nothing", "", null],
  ["another address", "#top", null],
])("with %s", (_, hash, launch) => {
  expect(readLaunch(hash)).toEqual(launch);
});
