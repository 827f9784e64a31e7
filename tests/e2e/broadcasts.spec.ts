import { expect, type Page, test } from "@playwright/test";
import { type BroadcastJson, broadcastSchema, recipientPageSchema } from "../../lib/http/resources/broadcasts.ts";
import { adminCall } from "./admin-call.ts";
import { ADDRESSES } from "./installation.ts";
import { joinTeam } from "./join-team.ts";
import { newPerson, openSandboxBot, write } from "./sandbox-page.ts";
import { signIn } from "./sign-in.ts";

const BROADCAST_ID = "01999999-0000-7000-8000-00000000000c";

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
    await expect
      .poll(async () => {
        const answer = await admin.request.post(`/api/admin/teams/${teamId}/broadcast-previews`, {
          headers: { origin: ADDRESSES.dashboard },
          data: { connectionId, audience: "users", text: "x" },
        });
        return (await answer.json()).recipients;
      })
      .toBe(1);
    await admin.getByLabel("Message", { exact: true }).press("End");
    await admin.keyboard.type("!");
    await expect(admin.getByText("One reader")).toBeVisible();
  });

  await test.step("after a question it goes out, and its page counts along", async () => {
    await admin.getByRole("button", { name: "Send…" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Send broadcast" }).click();
    await expect(admin.getByRole("heading", { name: /^To the users of/ })).toBeVisible();
    await expect(admin.getByText("Done", { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(admin.getByRole("status").filter({ hasText: "1 of 1 sent" })).toBeVisible();
  });

  await test.step("its reader has it", async () => {
    await expect(page.getByText("Closed on Monday, see why!")).toBeVisible({ timeout: 20_000 });
  });

  await test.step("one for later can be cancelled until then", async () => {
    await admin.goto(`/teams/${teamId}/broadcasts/new`);
    await admin.getByLabel("Message", { exact: true }).fill("Later");
    await admin.getByRole("radio", { name: /At a time/ }).click();
    await admin.getByLabel(/^Time in/).fill("2020-01-01T10:00");
    await admin.getByRole("button", { name: "Schedule…" }).click();
    await expect(admin.getByText("Choose a time to come.")).toBeVisible();
    await admin.getByLabel(/^Time in/).fill(`${new Date().getFullYear() + 1}-06-01T10:00`);
    await admin.getByRole("button", { name: "Schedule…" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Schedule broadcast" }).click();
    await expect(admin.getByText("Scheduled", { exact: true })).toBeVisible();
    await admin.getByRole("button", { name: "Cancel broadcast" }).click();
    await admin.getByRole("alertdialog").getByRole("button", { name: "Cancel broadcast" }).click();
    await expect(admin.getByText("It was cancelled before it began: nobody got it.")).toBeVisible();
  });
  await admin.context().close();
});

test("a long one is paused, goes on, and says whom it did not reach; a viewer only watches", async ({
  page: operator,
  browser,
}) => {
  test.setTimeout(180_000);
  await signIn(operator);
  const mark = `crier-${Date.now().toString(36)}`;
  const { id: teamId } = await adminCall(operator, "POST", "/teams", {
    ...{ displayName: mark, platformName: mark, type: "private" },
  });
  const admin = await joinTeam({ browser, operator, teamId, role: "admin", name: "Ada" });
  const long = await answerLong(admin, teamId);

  await test.step("pause and resume", async () => {
    await admin.goto(`/teams/${teamId}/broadcasts/${BROADCAST_ID}`);
    await expect(admin.getByRole("progressbar", { name: "Progress" })).toHaveAttribute(
      "aria-valuetext",
      "1,200 of 5,000 sent",
    );
    await admin.getByRole("button", { name: "Pause" }).click();
    await expect(admin.getByText("Paused", { exact: true })).toBeVisible();
    await admin.getByRole("button", { name: "Resume" }).click();
    await expect(admin.getByText("Being sent", { exact: true })).toBeVisible();
    expect(long.moves).toEqual(["pause", "resume"]);
  });

  await test.step("who was not reached and why, also as a file", async () => {
    await expect(admin.getByRole("cell", { name: "Blocked the bot" })).toBeVisible();
    await admin.getByRole("combobox", { name: "Reason" }).click();
    await admin.getByRole("option", { name: "No longer exists (1)" }).click();
    await expect(admin.getByRole("cell", { name: "Blocked the bot" })).toHaveCount(0);
    await expect(admin.getByRole("cell", { name: "No longer exists" })).toBeVisible();
    await expect(admin.getByRole("link", { name: "Export CSV" })).toHaveAttribute("href", /reason=gone/);
  });

  await test.step("a viewer is offered nothing, and refused", async () => {
    const viewer = await joinTeam({ browser, operator, teamId, role: "viewer", name: "Vera" });
    await answerLong(viewer, teamId);
    await viewer.goto(`/teams/${teamId}/broadcasts/${BROADCAST_ID}`);
    await expect(viewer.getByText("Being sent", { exact: true })).toBeVisible();
    await expect(viewer.getByRole("button", { name: /Pause|Resume|Cancel/ })).toHaveCount(0);
    await viewer.unrouteAll({ behavior: "wait" });
    await viewer.goto(`/teams/${teamId}/broadcasts`);
    await expect(viewer.getByText(/No Telegram bot is connected/)).toBeVisible();
    await expect(viewer.getByRole("button", { name: "New broadcast" })).toHaveCount(0);
    const answer = await viewer.request.post(`/api/admin/teams/${teamId}/broadcasts`, {
      headers: { origin: ADDRESSES.dashboard },
      data: { connectionId: BROADCAST_ID, audience: "users", text: "Mine" },
    });
    expect(answer.status()).toBe(403);
    await viewer.context().close();
  });
  await admin.context().close();
});

/** Answers for one broadcast that is on its way to five thousand: more than a test could send. */
async function answerLong(page: Page, teamId: string): Promise<{ moves: string[] }> {
  const moves: string[] = [];
  const moment = new Date(Date.now() - 240_000).toISOString();
  let state: BroadcastJson["state"] = "running";
  const broadcast = () =>
    broadcastSchema.parse({
      ...{ id: BROADCAST_ID, teamId, connection: { id: BROADCAST_ID, name: "Crier", username: "crier_bot" } },
      ...{ audience: "users", text: "**Hello**", html: "<b>Hello</b>", state, trouble: null, createdBy: "Ada" },
      ...{ startsAt: moment, startedAt: moment, endedAt: null, createdAt: moment, updatedAt: moment },
      progress: {
        ...{ total: 5_000, pending: 3_797, sending: 1, sent: 1_200, failed: 2, reasons: { blocked: 1, gone: 1 } },
        secondsLeft: state === "running" ? 760 : null,
      },
    });
  const recipients = [
    { chatId: "700100201", name: "Sara", state: "failed", reason: "blocked", settledAt: moment },
    { chatId: "700100202", name: null, state: "failed", reason: "gone", settledAt: moment },
  ];
  await page.route(`**/api/admin/broadcasts/${BROADCAST_ID}**`, async (route) => {
    const url = new URL(route.request().url());
    if (url.pathname.endsWith("/recipients")) {
      const reason = url.searchParams.get("reason");
      const items = recipients.filter((one) => !reason || one.reason === reason);
      return route.fulfill({ json: recipientPageSchema.parse({ items, nextCursor: null }) });
    }
    const move = url.pathname.split("/").at(-1) ?? "";
    if (move !== BROADCAST_ID) {
      moves.push(move);
      state = move === "pause" ? "paused" : "running";
    }
    return route.fulfill({ json: broadcast() });
  });
  return { moves };
}
