import { expect, type Page, test } from "@playwright/test";
import { adminCall } from "./admin-call.ts";
import { ADDRESSES } from "./installation.ts";
import { joinTeam } from "./join-team.ts";
import { control, textsIn } from "./sandbox-control.ts";
import { createSandboxBot, newPerson, openSandboxBot, write } from "./sandbox-page.ts";
import { signIn } from "./sign-in.ts";

const MARK = Date.now().toString(36);
/** The sweep looks every two seconds, on a machine that does much else. */
const SOON = { timeout: 60_000 };
/** Enough for a minute's work to be stopped in its middle, with Telegram as slow as the test makes it. */
const READERS = 16;

test("an admin writes to a bot's users, sees it as Telegram shows it, and sees it arrive", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await signIn(page);
  const { teamId, connectionId } = await openSandboxBot(page, { name: "herald", assistant: true, gate: false });
  await newPerson(page, "Nora");
  await write(page, "Hello");
  const admin = await joinTeam({ browser, operator: page, teamId, role: "admin", name: "Ada" });

  await test.step("the preview says how many it reaches", async () => {
    await admin.goto(`/teams/${teamId}/broadcasts`);
    await admin.getByRole("button", { name: "New broadcast" }).click();
    await admin.getByRole("button", { name: "Send…" }).click();
    await expect(admin.getByText("Write a message.")).toBeVisible();
    await admin.getByLabel("Message", { exact: true }).fill("**Closed** on Monday, see [why](https://example.com)");
    const preview = admin.getByRole("figure", { name: "The message as Telegram shows it" });
    await expect(preview.locator("strong")).toHaveText("Closed");
    await expect(preview.getByRole("link", { name: "why" })).toBeVisible();
    await reaches(admin, { teamId, connectionId, recipients: 1 });
    await admin.getByLabel("Message", { exact: true }).press("End");
    await admin.keyboard.type("!");
    await expect(admin.getByText("One reader")).toBeVisible();
  });

  await test.step("after a question it goes out, and its page counts along", async () => {
    await admin.getByRole("button", { name: "Send…" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Send broadcast" }).click();
    await expect(admin.getByRole("heading", { name: /^To the users of/ })).toBeVisible();
    await expect(admin.getByText("Done", { exact: true })).toBeVisible(SOON);
    await expect(admin.getByRole("status").filter({ hasText: "1 of 1 sent" })).toBeVisible();
  });

  await test.step("its reader has it", async () => {
    await expect(page.getByText("Closed on Monday, see why!")).toBeVisible({ timeout: 20_000 });
  });

  await test.step("one for later can be cancelled until then", async () => {
    await schedule(admin, { teamId, text: "Later" });
    await admin.getByRole("button", { name: "Cancel broadcast" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Cancel broadcast" }).click();
    await expect(admin.getByText("It was cancelled before it began: nobody got it.")).toBeVisible();
    await expect(admin.getByRole("link", { name: "Edit", exact: true })).toHaveCount(0);
  });
  await admin.context().close();
});

test("a scheduled one is changed until it begins, then paused and resumed, and says whom it did not reach", async ({
  page: operator,
  browser,
}) => {
  test.setTimeout(300_000);
  await signIn(operator);
  const { teamId, connectionId, botId } = await createSandboxBot(operator, {
    ...{ name: "crier", assistant: true, gate: false },
  });
  const readers = await makeReaders(botId);
  const [gone, blocked] = [readers[0] ?? 0, readers.at(-1) ?? 0];
  const admin = await joinTeam({ browser, operator, teamId, role: "admin", name: "Ada" });
  await reaches(admin, { teamId, connectionId, recipients: READERS });
  // Six are on their way at a time.
  const slow = await control<{ id: number }>("POST", "/faults", {
    ...{ botId, method: "sendMessage", delayMs: 5_000, times: null },
  });

  await schedule(admin, { teamId, text: "Closed on Monday" });
  const path = new URL(admin.url()).pathname;
  const broadcastId = path.split("/").at(-1);

  await test.step("its text, time and readers are changed, and nobody's work is written over unseen", async () => {
    await admin.getByRole("link", { name: "Edit", exact: true }).click();
    const message = admin.getByLabel("Message", { exact: true });
    await expect(message).toHaveValue("Closed on Monday");
    await admin.getByLabel(/^Time in/).fill(`${new Date().getFullYear() + 2}-06-01T10:00`);
    await admin.getByRole("button", { name: "Save", exact: true }).click();
    await expect(admin.getByText("The broadcast is changed")).toBeVisible();
    await expect(admin.getByText(new RegExp(`Jun 1, ${new Date().getFullYear() + 2}`)).first()).toBeVisible();

    await admin.getByRole("link", { name: "Edit", exact: true }).click();
    await message.fill("**Closed** on Tuesday");
    await adminCall(operator, "PATCH", `/broadcasts/${broadcastId}`, { audience: "groups" });
    const save = admin.getByRole("button", { name: "Save", exact: true });
    await save.click();
    const notice = admin.getByText("Somebody has changed this broadcast meanwhile");
    await expect(async () => {
      // The page may have heard of it by itself just before; then there was nothing to hold back.
      if (await notice.isVisible()) {
        await expect(admin.getByRole("radio", { name: /Its groups/ })).toBeChecked();
        await save.click();
      }
      await expect(admin.getByRole("heading", { name: /^To the groups of/ })).toBeVisible({ timeout: 3_000 });
    }).toPass(SOON);
    await expect(admin.getByRole("figure").locator("strong")).toHaveText("Closed");
  });

  await test.step("sent now after all, and paused on its way", async () => {
    await admin.getByRole("link", { name: "Edit", exact: true }).click();
    await admin.getByRole("radio", { name: /Its users/ }).click();
    await admin.getByRole("radio", { name: /^Now/ }).click();
    await expect(admin.getByText(`${READERS} readers`)).toBeVisible();
    await admin.getByRole("button", { name: "Send…" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Send broadcast" }).click();
    await admin.getByRole("button", { name: "Pause", exact: true }).click(SOON);
    await expect(admin.getByText("Paused", { exact: true })).toBeVisible();
    // What was on its way has arrived; nothing more is sent.
    const progress = async () =>
      (await (await admin.request.get(`/api/admin/broadcasts/${broadcastId}`)).json()).progress;
    await expect.poll(async () => (await progress()).sending, SOON).toBe(0);
    const { sent, pending, failed } = await progress();
    expect(pending).toBeGreaterThan(0);
    expect(sent + pending + failed).toBe(READERS);
    await expect(admin.getByRole("progressbar", { name: "Progress" })).toHaveAttribute(
      "aria-valuetext",
      `${sent} of ${READERS} sent`,
      SOON,
    );
    expect(await (await admin.request.get(`/api/admin/broadcasts/${broadcastId}`)).json()).toMatchObject({
      state: "paused",
    });
    await admin.goto(`${path}/edit`);
    await expect(admin.getByText("This broadcast can’t be changed any more")).toBeVisible();
    await admin.getByRole("link", { name: "Open the broadcast" }).click();
  });

  await test.step("resumed, it goes on where it stopped, and nobody gets it twice", async () => {
    await control("POST", `/chats/${botId}:${blocked}/block`);
    await control("DELETE", `/faults/${slow.id}`);
    await admin.getByRole("button", { name: "Resume", exact: true }).click();
    await expect(admin.getByText("Done", { exact: true })).toBeVisible(SOON);
    await expect(admin.getByRole("status").filter({ hasText: `${READERS - 2} of ${READERS} sent` })).toBeVisible();
    for (const reader of readers) {
      const got = (await textsIn(`${botId}:${reader}`)).filter((text) => text === "Closed on Tuesday");
      expect(got).toHaveLength(reader === gone || reader === blocked ? 0 : 1);
    }
  });

  await test.step("who was not reached and why, also as a file", async () => {
    const table = admin.getByRole("table", { name: "Not reached" });
    await expect(table.getByRole("row").filter({ hasText: String(blocked) })).toContainText("Blocked the bot");
    await expect(table.getByRole("row").filter({ hasText: String(gone) })).toContainText("No longer exists");
    await admin.getByRole("combobox", { name: "Reason" }).click();
    await admin.getByRole("option", { name: "No longer exists (1)" }).click();
    await expect(table.getByRole("row")).toHaveCount(2);
    const file = await admin.getByRole("link", { name: "Export CSV" }).getAttribute("href");
    const lines = (await (await admin.request.get(file ?? "")).text()).trim().split("\r\n");
    expect(lines).toEqual(["Chat id,Name,State,Reason,Settled at", expect.stringContaining(`${gone},`)]);
  });

  await test.step("a viewer watches, is offered nothing, and refused", async () => {
    const viewer = await joinTeam({ browser, operator, teamId, role: "viewer", name: "Vera" });
    await viewer.goto(path);
    await expect(viewer.getByRole("cell", { name: "Blocked the bot" })).toBeVisible();
    await expect(viewer.getByRole("button", { name: /Pause|Resume|Cancel/ })).toHaveCount(0);
    await viewer.goto(`/teams/${teamId}/broadcasts`);
    await expect(viewer.getByRole("link", { name: /Closed/ })).toBeVisible();
    await expect(viewer.getByRole("button", { name: "New broadcast" })).toHaveCount(0);
    await viewer.goto(`/teams/${teamId}/broadcasts/new`);
    await expect(viewer.getByText("Your role doesn’t allow sending broadcasts")).toBeVisible();
    for (const [method, url] of [
      ["POST", `/teams/${teamId}/broadcasts`],
      ["PATCH", `/broadcasts/${broadcastId}`],
    ] as const) {
      const data = method === "POST" ? { connectionId, audience: "users", text: "Mine" } : { text: "Mine" };
      const headers = { origin: ADDRESSES.dashboard };
      expect((await viewer.request.fetch(`/api/admin${url}`, { method, headers, data })).status()).toBe(403);
    }
    await viewer.context().close();
  });
  await admin.context().close();
});

/** Writes one for a year from now; its page is open afterwards. */
async function schedule(admin: Page, options: { teamId: string; text: string }): Promise<void> {
  await admin.goto(`/teams/${options.teamId}/broadcasts/new`);
  await admin.getByLabel("Message", { exact: true }).fill(options.text);
  await admin.getByRole("radio", { name: /At a time/ }).click();
  await admin.getByLabel(/^Time in/).fill("2020-01-01T10:00");
  await admin.getByRole("button", { name: "Schedule…" }).click();
  await expect(admin.getByText("Choose a time to come.")).toBeVisible();
  await admin.getByLabel(/^Time in/).fill(`${new Date().getFullYear() + 1}-06-01T10:00`);
  await admin.getByRole("button", { name: "Schedule…" }).click();
  await admin.getByRole("alertdialog").getByRole("button", { name: "Schedule broadcast" }).click();
  await expect(admin.getByText("Scheduled", { exact: true })).toBeVisible();
}

/** People who have written to the bot, by their ids as texts are ordered: so they are written to. The first one's account is no more. */
async function makeReaders(botId: number): Promise<number[]> {
  const readers: number[] = [];
  for (let index = 0; index < READERS; index += 1) {
    const { id } = await control<{ id: number }>("POST", "/users", {
      ...{ firstName: `Reader ${index + 1}`, username: `reader${index}_${MARK}` },
    });
    await control("POST", `/chats/${botId}:${id}/messages`, { userId: id, text: "/start" });
    readers.push(id);
  }
  readers.sort((a, b) => (String(a) < String(b) ? -1 : 1));
  // Its answer to /start may still be on its way.
  await expect.poll(async () => (await textsIn(`${botId}:${readers[0]}`)).length, SOON).toBeGreaterThan(1);
  await control("POST", "/faults", {
    ...{ botId, method: "sendMessage", chatId: readers[0], times: null },
    ...{ status: 403, description: "Forbidden: user is deactivated" },
  });
  return readers;
}

/** Waits until the bot's users are known: what they wrote goes through the queue. */
async function reaches(admin: Page, options: { teamId: string; connectionId: string; recipients: number }) {
  const { teamId, connectionId, recipients } = options;
  const data = { connectionId, audience: "users", text: "x" };
  const headers = { origin: ADDRESSES.dashboard };
  await expect
    .poll(async () => {
      const answer = await admin.request.post(`/api/admin/teams/${teamId}/broadcast-previews`, { headers, data });
      return (await answer.json()).recipients;
    }, SOON)
    .toBe(recipients);
}
