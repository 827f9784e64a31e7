import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { adminCall } from "./admin-call.ts";
import { ADDRESSES } from "./installation.ts";
import { joinTeam } from "./join-team.ts";
import { openDialog } from "./open-dialog.ts";
import { signIn } from "./sign-in.ts";

const run = promisify(execFile);
const MARK = Date.now().toString(36);

test("an owner makes a key that works as it is shown, rotates it with both working, and revokes it", async ({
  browser,
  page,
}) => {
  test.setTimeout(180_000);
  const { owner, teamId } = await ownTeam({ browser, operator: page, name: `keys-${MARK}` });
  await owner.goto(`/teams/${teamId}/keys`);

  const first = await test.step("create it", async () => {
    await owner.getByRole("button", { name: "Create key" }).first().click();
    await openDialog(owner).getByRole("button", { name: "Create key" }).click();
    await expect(openDialog(owner).getByText("Must not be empty")).toBeVisible();
    await openDialog(owner).getByLabel("Name").fill("Website");
    await openDialog(owner).getByLabel("Rate limit").fill("600");
    await openDialog(owner).getByRole("button", { name: "Create key" }).click();
    return openDialog(owner).getByLabel("API key").inputValue();
  });

  await test.step("the curl line shown with it answers", async () => {
    const line = (await openDialog(owner).locator("pre").textContent()) ?? "";
    expect(line).toContain(first);
    const { stdout } = await run("sh", ["-c", line], { timeout: 30_000 });
    const content = expect.stringContaining("You wrote: “Hello”");
    expect(JSON.parse(stdout)).toMatchObject({ choices: [{ message: { content } }] });
    await copyAndClose(owner);
  });

  await test.step("its month and its details", async () => {
    await expect(async () => {
      await owner.reload();
      await expect(owner.getByRole("link", { name: "Usage of Website this month" })).toContainText("1 request", {
        timeout: 2_000,
      });
    }).toPass({ timeout: 30_000 });
    await owner.getByRole("button", { name: "Details of Website" }).click();
    const sheet = openDialog(owner);
    await expect(sheet.getByText("600 per minute")).toBeVisible();
    await expect(sheet.getByText("Olga")).toBeVisible();
    await sheet.getByRole("link", { name: "See in usage" }).click();
    await expect(owner).toHaveURL(new RegExp(`/usage\\?team=${teamId}&key=`));
    await owner.goBack();
  });

  const second = await test.step("rotate it: both work, and the old one counts down", async () => {
    await owner.getByRole("button", { name: "Actions for Website" }).click();
    await owner.getByRole("menuitem", { name: "Rotate…" }).click();
    await openDialog(owner).getByRole("button", { name: "Rotate key" }).click();
    const key = await openDialog(owner).getByLabel("API key").inputValue();
    expect(key).not.toBe(first);
    await copyAndClose(owner);
    await expect(owner.getByRole("row", { name: /Rotated/ })).toContainText(/works for (1 d 0 h|23 h 5\d min)/);
    expect([await statusOf(first), await statusOf(key)]).toEqual([200, 200]);
    return key;
  });

  await test.step("revoke the new one: it is refused within five seconds, the old one goes on", async () => {
    await owner
      .getByRole("row", { name: /Active/ })
      .getByRole("button", { name: "Actions for Website" })
      .click();
    await owner.getByRole("menuitem", { name: "Revoke…" }).click();
    await owner.getByRole("alertdialog").getByRole("button", { name: "Revoke key" }).click();
    await expect(owner.getByText("Website is revoked")).toBeVisible();
    await expect.poll(() => statusOf(second), { timeout: 5_000 }).toBe(401);
    expect(await statusOf(first)).toBe(200);
  });
  await owner.context().close();
});

test("an owner invites; an admin may write and make no owner, a viewer only reads", async ({ browser, page }) => {
  test.setTimeout(180_000);
  const { owner, teamId } = await ownTeam({ browser, operator: page, name: `members-${MARK}` });

  const link = await test.step("invite", async () => {
    await owner.goto(`/teams/${teamId}/members`);
    await owner.getByRole("button", { name: "Invite" }).first().click();
    await openDialog(owner).getByLabel("E-mail address").fill(`admin-${MARK}@example.com`);
    await openDialog(owner).getByRole("button", { name: "Create invitation" }).click();
    const shown = await openDialog(owner).getByLabel("Invitation link").inputValue();
    await openDialog(owner).getByRole("button", { name: "Done" }).click();
    await expect(owner.getByText(`admin-${MARK}@example.com`, { exact: true })).toBeVisible();
    return shown;
  });

  const admin = await test.step("accept", async () => {
    const context = await browser.newContext({ baseURL: ADDRESSES.dashboard, viewport: { width: 1440, height: 900 } });
    const guest = await context.newPage();
    await guest.goto(link);
    await guest.getByLabel("Your name").fill("Adam");
    await guest.getByLabel("Choose a password", { exact: true }).fill("a password of Adam");
    await guest.getByRole("button", { name: /Join|Accept|Create/ }).click();
    await expect(guest).not.toHaveURL(/invitation/);
    await owner.reload();
    await expect(owner.getByRole("row", { name: /Adam/ })).toContainText("Admin");
    return guest;
  });

  await test.step("an admin makes keys, and no owners", async () => {
    await admin.goto(`/teams/${teamId}/keys`);
    await expect(admin.getByRole("button", { name: "Create key" }).first()).toBeVisible();
    await admin.goto(`/teams/${teamId}/members`);
    await admin.getByRole("button", { name: "Invite" }).first().click();
    await expect(openDialog(admin).getByRole("radio", { name: /^Viewer/ })).toBeVisible();
    await expect(openDialog(admin).getByRole("radio", { name: /^Owner/ })).toHaveCount(0);
    expect(await writeStatus(admin, `/teams/${teamId}/keys`, { name: "Adam’s" })).toBe(201);
    const owners = { email: `friend-${MARK}@example.com`, role: "owner" };
    expect(await writeStatus(admin, `/teams/${teamId}/invitations`, owners)).toBe(403);
  });

  await test.step("a viewer sees keys and details, and can’t write", async () => {
    const viewer = await joinTeam({ browser, operator: owner, teamId, role: "viewer", name: "Vera" });
    await viewer.goto(`/teams/${teamId}/keys`);
    await viewer.getByRole("button", { name: "Details of Adam’s" }).click();
    await expect(openDialog(viewer).getByText("Adam", { exact: true })).toBeVisible();
    await viewer.keyboard.press("Escape");
    await expect(viewer.getByRole("button", { name: /Create key|Actions for/ })).toHaveCount(0);
    expect(await writeStatus(viewer, `/teams/${teamId}/keys`, { name: "Mine" })).toBe(403);
    await viewer.context().close();
  });
  await Promise.all([admin.context().close(), owner.context().close()]);
});

/** A team of the test's own, and a page where its owner Olga is signed in. */
async function ownTeam(options: { browser: Browser; operator: Page; name: string }) {
  const { browser, operator, name } = options;
  await signIn(operator);
  const team = await adminCall(operator, "POST", "/teams", {
    displayName: `Access ${name}`,
    platformName: `access-${name}`,
    type: "public",
  });
  const owner = await joinTeam({ browser, operator, teamId: team.id, role: "owner", name: "Olga" });
  return { owner, teamId: team.id as string };
}

async function copyAndClose(page: Page): Promise<void> {
  await openDialog(page).getByRole("button", { name: "Copy key" }).click();
  await openDialog(page).getByRole("button", { name: "Done" }).click();
  await expect(openDialog(page)).toBeHidden();
}

async function statusOf(key: string): Promise<number> {
  return (await fetch(`${ADDRESSES.gateway}/v1/models`, { headers: { authorization: `Bearer ${key}` } })).status;
}

async function writeStatus(page: Page, path: string, data: object): Promise<number> {
  const answer = await page.request.post(`/api/admin${path}`, { data, headers: { origin: ADDRESSES.dashboard } });
  return answer.status();
}
