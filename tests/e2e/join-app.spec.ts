import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { ADDRESSES } from "./installation.ts";
import {
  conversation,
  newPerson,
  newPlace,
  openPlace,
  openSandboxBot,
  promoteBot,
  speakAs,
  write,
} from "./sandbox-page.ts";
import { signIn } from "./sign-in.ts";

const MARK = Date.now().toString(36);
const SOON = { timeout: 30_000 };

test("who asks to join is shown the checklist in a Mini App, joins the channel, and is let in", async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page);
  await openSandboxBot(page, { name: "door", assistant: false, gate: true });
  const [owner, guest, group, channel] = [`Olga ${MARK}`, `Gia ${MARK}`, `Bean club ${MARK}`, `Bean posts ${MARK}`];
  const username = `posts_${MARK}`;
  const app = page.frameLocator('iframe[title="Mini App"]');
  const openApp = page.getByRole("button", { name: "Open the Mini App" });

  await test.step("a group whose bot answers requests to join, and asks for a channel", async () => {
    await newPerson(page, owner);
    await newPlace(page, { kind: "Channel", title: channel, username });
    await promoteBot(page);
    await newPlace(page, { kind: "Group", title: group, guarded: true });
    await promoteBot(page);
    await write(page, `/protect @${username}`);
    const answer = conversation(page).locator('[data-from="bot"]').filter({ hasText: "may write in" });
    await expect(answer.last()).toBeVisible(SOON);
  });

  await test.step("a guest asks to join, and opens what Telegram shows them", async () => {
    await newPerson(page, guest);
    await openPlace(page, group);
    await speakAs(page, guest);
    await page.getByRole("button", { name: "Ask to join" }).click();
    await expect(openApp).toBeVisible(SOON);
    await openApp.click();
    await expect(app.getByRole("heading", { name: `Join ${group}` })).toBeVisible(SOON);
    await expect(app.getByRole("listitem")).toContainText(["Not joined yet"]);
    await app.getByRole("button", { name: "Check again" }).click();
    await expect(app.getByText("Not yet: join what is missing above")).toBeVisible(SOON);
  });

  await test.step("on a phone, in Persian, it reads from right to left, and nothing stands out of it", async () => {
    await onPhone(page, { group, username });
  });

  await test.step("its button leads to the channel; back in the Mini App, they are let in by themselves", async () => {
    await app.getByRole("button", { name: `Join ${channel}` }).click();
    await expect(page.getByRole("heading", { name: channel })).toBeVisible();
    await page.getByRole("button", { name: "Join channel" }).click();
    await expect(page.getByText(`${guest} can read this channel, not post in it.`)).toBeVisible();
    await openPlace(page, group);
    await openApp.click();
    // It says so, and closes.
    await expect(page.getByRole("dialog", { name: "Mini App" })).toBeHidden(SOON);
    await write(page, "Thank you for having me");
    await expect(conversation(page).getByText("Thank you for having me")).toBeVisible();
  });
});

/** Somebody else asks, whose Telegram is Persian; their Mini App fills a page of its own. */
async function onPhone(page: Page, o: { group: string; username: string }): Promise<void> {
  const control = async (path: string, data: unknown) => {
    const answer = await page.request.post(`${ADDRESSES.sandbox}/sandbox/telegram${path}`, { data });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return answer.json();
  };
  const { chats } = await (await page.request.get(`${ADDRESSES.sandbox}/sandbox/telegram/chats`)).json();
  const { id } = chats.find(({ title }: { title: string }) => title === o.group);
  const sara = await control("/users", { firstName: `Sara ${MARK}`, languageCode: "fa" });
  await control(`/chats/${id}/join`, { userId: sara.id });
  const open = (theme: "light" | "dark") => control(`/chats/${id}/web-app`, { userId: sara.id, theme });
  await expect
    .poll(
      () =>
        open("light").then(
          () => true,
          () => false,
        ),
      SOON,
    )
    .toBe(true);
  const { url } = await open("dark");
  const phone = await page.context().newPage();
  const failures: string[] = [];
  phone.on("console", (message) => message.type() === "error" && failures.push(message.text()));
  phone.on("pageerror", (error) => failures.push(error.message));
  await phone.setViewportSize({ width: 390, height: 844 });
  const [shown, dashboard] = [await phone.goto(url), await page.request.get("/teams")];
  expect(shown?.headers()["x-frame-options"]).toBeUndefined();
  expect(shown?.headers()["content-security-policy"]).toContain("frame-ancestors 'self' https://web.telegram.org;");
  expect(dashboard.headers()["x-frame-options"]).toBe("DENY");
  expect(dashboard.headers()["content-security-policy"]).toContain("frame-ancestors 'none';");
  await expect(phone.getByRole("heading", { name: `پیوستن به ${o.group}` })).toBeVisible(SOON);
  await expect(phone.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(phone.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const { violations } = await new AxeBuilder({ page: phone }).analyze();
  expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([]);
  expect(failures).toEqual([]);
  await phone.close();
  const elsewhere = await page.context().newPage();
  await elsewhere.goto(new URL(url).pathname);
  await expect(elsewhere.getByRole("heading", { name: "Open this in Telegram" })).toBeVisible(SOON);
  await elsewhere.close();
}
