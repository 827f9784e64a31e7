import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./sign-in.ts";

const PAGES = [
  "/",
  "/teams",
  "/models",
  "/models/providers",
  "/models/defaults",
  "/usage",
  "/audit",
  "/account",
  "/sandbox",
];
const TABS = ["", "/configuration", "/limits", "/keys", "/connections", "/members", "/audit"];

for (const colorScheme of ["light", "dark"] as const) {
  test(`every page in ${colorScheme}: axe finds nothing serious, nothing fails, nothing sticks out on a phone`, async ({
    browser,
  }) => {
    test.setTimeout(300_000);
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    const failures: string[] = [];
    page.on("console", (message) => message.type() === "error" && failures.push(`${page.url()}: ${message.text()}`));
    page.on("pageerror", (error) => failures.push(`${page.url()}: ${error.message}`));
    await signIn(page);
    const team = await teamNamed(page, "hosco-popak");
    for (const path of [...PAGES, ...TABS.map((tab) => `/teams/${team}${tab}`)]) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(path);
      await settled(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(serious.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
    }
    expect(failures).toEqual([]);
    await context.close();
  });
}

test("a stranger is sent to sign in and back to where they wanted to go", async ({ page }) => {
  await page.goto("/usage");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByLabel("E-mail").fill("nobody@example.com");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /e-mail|password/i })).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("nobody@example.com");
});

test("a viewer reads the team and changes nothing", async ({ browser, page }) => {
  await signIn(page);
  const team = await teamNamed(page, "hosco-popak");
  const email = `viewer-${Date.now()}@example.com`;
  await page.goto(`/teams/${team}/members`);
  const { acceptPath } = await page.evaluate(
    async ([id, address]) => {
      const answer = await fetch(`/api/admin/teams/${id}/invitations`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: address, role: "viewer" }),
      });
      return answer.json();
    },
    [team, email] as const,
  );

  const context = await browser.newContext();
  const viewer = await context.newPage();
  await viewer.goto(acceptPath);
  await viewer.getByLabel("Your name").fill("Vy");
  await viewer.getByLabel("Choose a password", { exact: true }).fill("a password of a viewer");
  await viewer.getByRole("button", { name: /Join|Accept|Create/ }).click();
  await expect(viewer).not.toHaveURL(/invitation/);
  for (const [tab, button] of [
    ["limits", "Add limit"],
    ["keys", "Create key"],
    ["connections", "Connect a Telegram bot"],
  ] as const) {
    await viewer.goto(`/teams/${team}/${tab}`);
    await settled(viewer);
    await expect(viewer.getByText("View only")).toBeVisible();
    await expect(viewer.getByRole("button", { name: button })).toHaveCount(0);
  }
  const status = await viewer.evaluate(async (id) => {
    const answer = await fetch(`/api/admin/teams/${id}/keys`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "Mine", scope: "inference" }),
    });
    return answer.status;
  }, team);
  expect(status).toBe(403);
  expect((await viewer.goto("/models"))?.status()).toBe(404);
  await context.close();
});

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("[data-slot=skeleton]")).toHaveCount(0);
}

async function teamNamed(page: Page, search: string): Promise<string> {
  const answer = await page.request.get(`/api/admin/teams?search=${search}`);
  const { items } = await answer.json();
  return items[0].id;
}
