import { expect, type Locator, type Page, test } from "@playwright/test";
import { adminCall } from "./admin-call.ts";
import { ADDRESSES } from "./installation.ts";
import { joinTeam } from "./join-team.ts";
import { openDialog } from "./open-dialog.ts";
import { signIn } from "./sign-in.ts";

const MARK = Date.now().toString(36);

test("an operator creates, sorts, duplicates, switches off several teams and takes it back", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page);
  const name = `Birch ${MARK}`;

  await test.step("create, with what is wrong said at its field", async () => {
    await page.goto("/teams");
    await page.getByRole("button", { name: "Create team" }).click();
    const form = openDialog(page);
    await form.getByLabel("Display name").fill(name);
    await expect(form.getByLabel("Platform name")).toHaveValue(`birch-${MARK}`);
    await form.getByLabel("Platform name").fill("Not a slug!");
    await form.getByLabel("Display name").focus();
    await expect(form.getByText("Only lower-case letters, digits and single hyphens")).toBeVisible();
    await form.getByLabel("Platform name").fill("telegram");
    await form.getByRole("button", { name: "Create team" }).click();
    await expect(form.getByText(/^The platform name ".*" is taken/)).toBeVisible();
    await expect(form.getByLabel("Display name")).toHaveValue(name);
    await form.getByLabel("Platform name").fill(`birch-${MARK}`);
    await form.getByRole("button", { name: "Create team" }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible({ timeout: 30_000 });
  });
  const teamId = idOf(page);
  await adminCall(page, "PATCH", `/teams/${teamId}`, { overrides: { rateLimit: 7 } });
  await adminCall(page, "POST", `/teams/${teamId}/limits`, {
    scope: "team",
    unit: "requests",
    window: "day",
    amount: 40,
  });

  await test.step("duplicate it from its page: configuration and limits come along", async () => {
    await page.reload();
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Duplicate team…" }).click();
    await expect(openDialog(page).getByLabel("Display name")).toHaveValue(`${name} copy`);
    await openDialog(page).getByRole("button", { name: "Duplicate team" }).click();
    await expect(page.getByRole("heading", { level: 1, name: `${name} copy` })).toBeVisible({ timeout: 30_000 });
    await page.goto(`/teams/${idOf(page)}/configuration`);
    await expect(page.getByRole("textbox", { name: "Rate limit" })).toHaveValue("7");
    await page.goto(`/teams/${idOf(page)}/limits`);
    await expect(page.getByRole("cell", { name: /^Requests per day/ })).toBeVisible();
  });

  await test.step("switch to the first by the switcher, on the same tab", async () => {
    await page.getByRole("combobox", { name: "Switch to another team" }).click();
    await page.getByPlaceholder("Search teams…").fill(`birch ${MARK}`);
    await page.getByRole("option", { name, exact: true }).click();
    await expect(page).toHaveURL(`${ADDRESSES.dashboard}/teams/${teamId}/limits`);
    await expect(page.getByRole("navigation", { name: "Breadcrumbs" })).toContainText(`${name}Limits`);
  });

  await test.step("find both in the list, sorted by the server", async () => {
    await page.goto(`/teams?search=${encodeURIComponent(`birch ${MARK}`)}`);
    await expect(rows(page)).toHaveCount(2);
    await expect(rows(page).first()).toContainText("0 of 40");
    await page.getByRole("button", { name: "Team", exact: true }).click();
    await expect(page).toHaveURL(/order=desc/);
    await expect(rows(page).first()).toContainText(`${name} copy`);
  });

  await test.step("switch both off, and back on by Undo", async () => {
    await page.getByRole("checkbox", { name: "Select every team shown" }).click();
    const bar = page.getByRole("region", { name: "Selected teams" });
    await expect(bar).toContainText("2 teams selected");
    await bar.getByRole("button", { name: "Switch off…" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Switch off" }).click();
    await expect(page.getByText("2 teams are switched off")).toBeVisible();
    await expect(rows(page).getByText("Off", { exact: true }).locator("visible=true")).toHaveCount(2);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("2 teams are on again")).toBeVisible();
    await page.reload();
    await expect(rows(page).getByText("Active", { exact: true }).locator("visible=true")).toHaveCount(2);
  });

  await test.step("an empty search teaches the way out", async () => {
    await page.getByRole("searchbox", { name: "Search teams" }).fill("no such team at all");
    await expect(page.getByText("No team matches")).toBeVisible();
    await page.getByRole("button", { name: "Clear the filters" }).click();
    await expect(rows(page).first()).toBeVisible();
  });
});

test("what the server refuses stands under its field in Persian", async ({ context, page }) => {
  await signIn(page);
  await context.addCookies([{ name: "locale", value: "fa", url: ADDRESSES.dashboard }]);
  await page.goto("/teams");
  await page.getByRole("button", { name: "ایجاد تیم" }).click();
  const form = openDialog(page);
  await form.getByLabel("نام نمایشی").fill(`Elm ${MARK}`);
  const platformName = form.getByLabel("نام سکو");
  await platformName.fill("telegram");
  await form.getByRole("button", { name: "ایجاد تیم" }).click();
  const refused = "نام سکوی «telegram» گرفته شده است: تفاوت نام‌ها باید بیش از بزرگی و کوچکی حروف باشد.";
  await expect(platformName).toHaveAccessibleDescription(new RegExp(refused));
  await expect(platformName).toBeFocused();
  await expect(form.getByText(refused)).toBeVisible();
});

test("an admin changes the configuration with preview, diff and undo, and is told when another admin was faster", async ({
  browser,
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page);
  const { id } = await adminCall(page, "POST", "/teams", {
    displayName: `Cedar ${MARK}`,
    platformName: `cedar-${MARK}`,
    type: "private",
  });
  const admin = await joinTeam({ browser, operator: page, teamId: id, role: "admin", name: "Ada" });
  await admin.goto(`/teams/${id}/configuration`);
  const rate = admin.getByRole("textbox", { name: "Rate limit" });
  const preview = admin.getByRole("log", { name: "Preview of /help and /models" });

  await test.step("inherited values say where they come from", async () => {
    await expect(rate).toHaveValue("60");
    await expect(admin.locator("[data-field=rateLimit]")).toContainText("From Private defaults");
    await expect(preview).toContainText("/settings – your settings");
  });

  await test.step("a wrong value is told when it is left, and kept", async () => {
    await rate.fill("a lot");
    await rate.blur();
    await expect(admin.getByText("Enter a whole number from 1 to 100,000.")).toBeVisible();
    await expect(rate).toHaveValue("a lot");
    await rate.fill("12");
  });

  await test.step("the preview follows the draft, in words of the bot", async () => {
    const commands = admin.locator("[data-field=commands]");
    await commands.getByRole("button", { name: "Remove /settings" }).click();
    await expect(preview).not.toContainText("/settings – your settings");
    await admin.getByRole("button", { name: "Group", exact: true }).click();
    await expect(preview).toContainText("In groups I answer when you mention me");
  });

  await test.step("save after the diff, then undo", async () => {
    await admin.getByRole("button", { name: "Review and save" }).click();
    await expect(openDialog(admin).getByRole("heading", { name: "Save 2 changes?" })).toBeVisible();
    await expect(openDialog(admin)).toContainText("60");
    await expect(openDialog(admin)).toContainText("12");
    await openDialog(admin).getByRole("button", { name: "Save changes" }).click();
    await expect(admin.getByText("Configuration saved")).toBeVisible();
    await expect(admin.locator("[data-field=rateLimit]")).toContainText("Overridden here");
    await admin.getByRole("button", { name: "Undo" }).click();
    await expect(admin.getByText("Back to how it was")).toBeVisible();
    await expect(rate).toHaveValue("60");
    await expect(admin.locator("[data-field=rateLimit]")).toContainText("From Private defaults");
  });

  await test.step("another admin saves meanwhile: nothing typed is lost, nothing is written over", async () => {
    await rate.fill("30");
    await adminCall(page, "PATCH", `/teams/${id}`, { overrides: { rateLimit: 20, maxHistory: 5 } });
    await admin.getByRole("button", { name: "Review and save" }).click();
    await openDialog(admin).getByRole("button", { name: "Save changes" }).click();
    const told = admin.getByRole("alert").filter({ hasText: "changed this configuration while you were editing" });
    await expect(told).toContainText("operator@example.com");
    await expect(told).toContainText("You changed it, too");
    await expect(told).toContainText("History");
    await expect(rate).toHaveValue("30");
    await told.getByRole("button", { name: "Continue with my changes" }).click();
    await admin.getByRole("button", { name: "Review and save" }).click();
    await openDialog(admin).getByRole("button", { name: "Save changes" }).click();
    await expect(admin.getByText("Configuration saved")).toBeVisible();
    const { overrides } = await read(page, `/teams/${id}`);
    expect(overrides).toMatchObject({ rateLimit: 30, maxHistory: 5 });
  });
  await admin.context().close();
});

test("a viewer reads the teams and changes nothing, neither in the page nor past it", async ({ browser, page }) => {
  test.setTimeout(120_000);
  await signIn(page);
  const name = `Dogwood ${MARK}`;
  const { id } = await adminCall(page, "POST", "/teams", {
    displayName: name,
    platformName: `dogwood-${MARK}`,
    type: "public",
  });
  const viewer = await joinTeam({ browser, operator: page, teamId: id, role: "viewer", name: "Vy" });

  await viewer.goto("/teams");
  await expect(rows(viewer)).toHaveCount(1);
  await expect(viewer.getByRole("button", { name: "Create team" })).toHaveCount(0);
  await expect(viewer.getByRole("checkbox")).toHaveCount(0);
  await viewer.getByRole("button", { name: `Actions for ${name}` }).click();
  await expect(viewer.getByRole("menuitem", { name: "Configuration" })).toBeVisible();
  await expect(viewer.getByRole("menuitem", { name: /Duplicate|Switch/ })).toHaveCount(0);

  await viewer.goto(`/teams/${id}/configuration`);
  await expect(viewer.getByText("View only")).toBeVisible();
  await expect(viewer.getByRole("textbox", { name: "Rate limit" })).toBeDisabled();
  await expect(viewer.getByRole("textbox", { name: "System prompt" })).toBeDisabled();
  await expect(viewer.getByRole("log", { name: "Preview of /help and /models" })).toContainText("/help");
  await expect(viewer.getByRole("button", { name: "More actions" })).toHaveCount(0);

  const refused = async (method: string, path: string, data: unknown) =>
    (
      await viewer.request.fetch(`/api/admin${path}`, { method, data, headers: { origin: ADDRESSES.dashboard } })
    ).status();
  expect(await refused("PATCH", `/teams/${id}`, { displayName: "Mine" })).toBe(403);
  expect(await refused("POST", `/teams/${id}/config/preview`, {})).toBe(403);
  expect(await refused("POST", `/teams/${id}/duplicate`, { displayName: "Mine", platformName: "mine" })).toBe(403);
  expect(await refused("POST", "/teams/set-active", { teamIds: [id], active: false })).toBe(403);
  expect(await refused("POST", "/teams", { displayName: "Mine", platformName: "mine", type: "public" })).toBe(403);
  await viewer.context().close();
});

function rows(page: Page): Locator {
  return page.getByRole("table", { name: "Teams" }).locator("tbody tr");
}

function idOf(page: Page): string {
  return new URL(page.url()).pathname.split("/")[2] ?? "";
}

async function read(page: Page, path: string) {
  return (await page.request.get(`/api/admin${path}`)).json();
}
