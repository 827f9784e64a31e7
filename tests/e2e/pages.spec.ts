import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { ADDRESSES } from "./installation.ts";
import { joinTeam } from "./join-team.ts";
import { signIn } from "./sign-in.ts";

const PAGES = [
  "/",
  "/teams",
  "/usage",
  "/alerts",
  "/alerts/settings",
  "/models",
  "/models/providers",
  "/models/defaults",
  "/operations",
  "/operations/failed-jobs",
  "/operations/schedules",
  "/operations/processes",
  "/operations/storage",
  "/audit",
  "/account",
  "/sandbox",
];
const TABS = [
  ...["", "/configuration", "/limits", "/keys", "/connections", "/groups", "/broadcasts", "/broadcasts/new"],
  ...["/members", "/alerts", "/audit"],
];
const OPERATORS_ONLY = ["/models", "/models/providers", "/models/defaults", "/operations", "/operations/failed-jobs"];

/** Each theme and each direction of writing once: colours don't depend on the language, nor names on the theme. */
const MODES = [
  { name: "light, in English", theme: "light", locale: "en" },
  { name: "dark, in Persian", theme: "dark", locale: "fa" },
] as const;

for (const { name, theme, locale } of MODES) {
  test(`every page, ${name}: axe finds nothing serious, nothing fails, nothing sticks out on a phone`, async ({
    browser,
  }) => {
    test.setTimeout(420_000);
    const context = await browser.newContext();
    const page = await context.newPage();
    const failures = listenForFailures(page);
    await page.goto("/sign-in");
    await check(page, "/sign-in");
    await signIn(page);
    await choose(context, { theme, locale });
    for (const path of await everyPage(page)) {
      await page.goto(path);
      await check(page, path);
    }
    await expect(page.locator("html")).toHaveAttribute("dir", locale === "fa" ? "rtl" : "ltr");
    expect(failures).toEqual([]);
    await context.close();
  });
}

test("everything in the shell works by keyboard", async ({ page }) => {
  await signIn(page);
  await settled(page);

  await test.step("the first Tab leads past the navigation", async () => {
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the content" });
    await expect(skip).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("#main")).toBeFocused();
  });

  await test.step("the command palette finds a page, and a team that the server searches for", async () => {
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Go to a page, a team, or do something…").fill("prov");
    await expect(page.getByRole("option").first()).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/models/);
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Go to a page, a team, or do something…").fill("popak limits");
    await expect(page.getByRole("option", { name: /Popak › Limits/ })).toBeVisible();
    for (const tab of ["Groups", "Broadcasts"]) {
      await page.getByPlaceholder("Go to a page, a team, or do something…").fill(`popak ${tab}`);
      await expect(page.getByRole("option", { name: `Popak › ${tab}` })).toBeVisible();
    }
    await page.getByPlaceholder("Go to a page, a team, or do something…").fill("popak limits");
    await expect(page.getByRole("option", { name: /Popak › Limits/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/teams\/[^/]+\/limits/);
  });

  await test.step("it offers what the page can do", async () => {
    await settled(page);
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder("Go to a page, a team, or do something…").fill("add limit");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: /limit/i })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  await test.step("g and a letter open a page, but not while something is typed", async () => {
    await settled(page);
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await expect(page).toHaveURL(/\/teams$/);
    await page
      .getByRole("searchbox")
      .or(page.getByPlaceholder(/search/i))
      .first()
      .click();
    await page.keyboard.type("gu");
    await expect(page).toHaveURL(/\/teams/);
  });

  await test.step("a question mark lists the shortcuts, Escape closes the list", async () => {
    await page.goto("/account");
    await settled(page);
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });
});

test("the language is chosen on the way in, kept, and turns the page round", async ({ page }) => {
  await page.goto("/sign-in");
  // The page is at work once it has put the cursor where one types; before that, it would take it out of the menu.
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await page.getByRole("button", { name: /English/ }).click();
  await page.getByRole("menuitemradio", { name: "فارسی" }).click();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.getByRole("heading", { level: 1, name: "ورود" })).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "fa");
  await expect(page.getByRole("textbox").first()).toBeFocused();
  await page.getByRole("button", { name: /فارسی/ }).click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
});

test("a stranger is sent to sign in and back to where they wanted to go", async ({ page }) => {
  await page.goto("/usage");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByLabel("E-mail").fill("nobody@example.com");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /e-mail|password/i })).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("nobody@example.com");
});

test("a dialog asks before it loses what was typed", async ({ page }) => {
  await signIn(page);
  await page.goto("/sandbox");
  await page.getByRole("button", { name: "New end user" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New end user" });
  await dialog.getByLabel("Name").fill("Kim");
  await page.keyboard.press("Escape");
  await page.getByRole("alertdialog").getByRole("button", { name: "Keep editing" }).click();
  await expect(dialog.getByLabel("Name")).toHaveValue("Kim");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toBeHidden();
});

test("a viewer reads every page of the team and changes nothing", async ({ browser, page }) => {
  test.setTimeout(240_000);
  await signIn(page);
  const teamId = await teamNamed(page, "hosco-popak");
  const viewer = await joinTeam({ browser, operator: page, teamId, role: "viewer", name: "Vy" });
  const failures = listenForFailures(viewer);

  await test.step("no page offers to write", async () => {
    for (const [tab, button] of [
      ["limits", /Add limit/],
      ["keys", /Create key/],
      ["connections", /Connect/],
      ["groups", /Protect/],
      ["broadcasts", /New broadcast/],
      ["members", /Invite/],
    ] as const) {
      await viewer.goto(`/teams/${teamId}/${tab}`);
      await settled(viewer);
      await expect(viewer.getByText("View only")).toBeVisible();
      await expect(viewer.getByRole("button", { name: button })).toHaveCount(0);
    }
    for (const path of ["/", "/teams", "/usage", "/alerts", "/audit", "/account", `/teams/${teamId}`]) {
      await viewer.goto(path);
      await settled(viewer);
    }
    expect(failures).toEqual([]);
  });

  await test.step("nor does the server let them", async () => {
    const writes = [
      ["POST", `/teams/${teamId}/keys`, { name: "Mine", scope: "inference" }],
      ["POST", `/teams/${teamId}/limits`, { scope: "team", unit: "requests", window: "day", amount: 1 }],
      ["POST", `/teams/${teamId}/invitations`, { email: "friend@example.com", role: "owner" }],
      ["PATCH", `/teams/${teamId}`, { displayName: "Mine now" }],
    ] as const;
    for (const [method, path, data] of writes) {
      const answer = await viewer.request.fetch(`/api/admin${path}`, {
        method,
        data,
        headers: { origin: ADDRESSES.dashboard },
      });
      expect(answer.status(), `${method} ${path}`).toBe(403);
    }
  });

  await test.step("what is the operators' does not exist for them", async () => {
    for (const path of OPERATORS_ONLY) expect((await viewer.goto(path))?.status(), path).toBe(404);
  });
  await viewer.context().close();
});

/** Axe at a desk, the width on a phone. */
async function check(page: Page, path: string): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect.soft(serious.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
}

function listenForFailures(page: Page): string[] {
  const failures: string[] = [];
  page.on("console", (message) => message.type() === "error" && failures.push(`${page.url()}: ${message.text()}`));
  page.on("pageerror", (error) => failures.push(`${page.url()}: ${error.message}`));
  return failures;
}

async function choose(context: BrowserContext, cookies: { theme: string; locale: string }): Promise<void> {
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: ADDRESSES.dashboard })));
}

async function everyPage(page: Page): Promise<string[]> {
  const team = await teamNamed(page, "hosco-popak");
  const turns = await page.request.get(`/api/admin/turns?teamId=${team}&limit=1`);
  const { items } = (await turns.json()) as { items: { id: string }[] };
  const guarded = (await guardedGroups(page)).flatMap(({ teamId, id }) => {
    const groups = `/teams/${teamId}/groups`;
    return [groups, `${groups}/${id}`, `${groups}/${id}/activity`];
  });
  const tabs = TABS.map((tab) => `/teams/${team}${tab}`);
  const turn = items.map(({ id }) => `/usage/turns/${id}`);
  return [...PAGES, ...turn, ...tabs, ...guarded, ...(await broadcastPages(page, team))];
}

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }), page.url()).toBeVisible();
  // Room for a slow machine.
  await expect(page.locator("[data-slot=skeleton]"), page.url()).toHaveCount(0, { timeout: 30_000 });
}

async function teamNamed(page: Page, search: string): Promise<string> {
  const answer = await page.request.get(`/api/admin/teams?search=${search}`);
  const { items } = await answer.json();
  return items[0].id;
}

/** One that has been sent, with its report, and one that is to come, which can be changed. */
async function broadcastPages(page: Page, teamId: string): Promise<string[]> {
  const { items } = await (await page.request.get(`/api/admin/teams/${teamId}/broadcasts`)).json();
  const pathOf = (state: string) => {
    const found = (items as { id: string; state: string }[]).find((one) => one.state === state);
    if (!found) throw new Error(`the demo has no broadcast that is ${state}: prisma/demo/broadcasts.ts makes them`);
    return `/teams/${teamId}/broadcasts/${found.id}`;
  };
  return [pathOf("done"), pathOf("scheduled"), `${pathOf("scheduled")}/edit`];
}

/** One protected group, of whichever team of the demo has any. */
async function guardedGroups(page: Page): Promise<{ id: string; teamId: string }[]> {
  const teams = await (await page.request.get("/api/admin/teams?limit=50")).json();
  for (const { id } of teams.items as { id: string }[]) {
    const { items } = await (await page.request.get(`/api/admin/teams/${id}/groups?limit=1`)).json();
    if (items.length > 0) return items;
  }
  throw new Error("the demo has no protected group: prisma/demo/gate-scene.ts makes one");
}
