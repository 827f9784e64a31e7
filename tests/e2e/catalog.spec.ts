import { readFileSync } from "node:fs";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { ADDRESSES } from "./installation.ts";
import { openDialog } from "./open-dialog.ts";
import { signIn } from "./sign-in.ts";

const STAMP = Date.now().toString(36);
const PROVIDER = `Catalog ${STAMP}`;
const PRICED = `e2e/${STAMP}-priced`;
const UNPRICED = `e2e/${STAMP}-unpriced`;

test("an operator imports, prices, tests and orders models, and finds all of it in the audit log", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page);

  await test.step("add a provider; nonsense is named as the field is left", async () => {
    await page.goto("/models/providers");
    await page.getByRole("button", { name: "Add provider" }).first().click();
    await openDialog(page).getByLabel("Name").fill(PROVIDER);
    const baseUrl = openDialog(page).getByLabel("Base URL");
    await baseUrl.fill("https://example.com/v1/chat/completions");
    await baseUrl.blur();
    await expect(openDialog(page).getByText("Stop before “/chat/completions”")).toBeVisible();
    await baseUrl.fill(`${ADDRESSES.sandbox}/provider/v1`);
    await openDialog(page).getByRole("button", { name: "Add provider" }).click();
    await expect(openDialog(page)).toBeHidden();
    await expect(page.getByRole("listitem").filter({ hasText: PROVIDER })).toBeVisible();
  });

  await test.step("import two of its models, one with prices and one without", async () => {
    await page.getByRole("button", { name: `Import models of ${PROVIDER}` }).click();
    await openDialog(page).getByLabel("Search the provider’s models").fill("gpt-5");
    await openDialog(page)
      .getByRole("checkbox", { name: /^Select all 2/ })
      .click();
    await expect(openDialog(page).getByText("2 selected")).toBeVisible();
    await openDialog(page).getByRole("button", { name: "Next: prices" }).click();
    await openDialog(page).getByLabel("Public id of gpt-5-chat").fill(PRICED);
    await openDialog(page).getByLabel("Public id of gpt-5-mini").fill(UNPRICED);
    const input = openDialog(page).getByLabel("Input price of gpt-5-chat");
    await input.fill("much");
    await input.blur();
    await expect(openDialog(page).getByText("US dollars with at most 9 decimals")).toBeVisible();
    await input.fill("1.25");
    await openDialog(page).getByLabel("Output price of gpt-5-chat").fill("10");
    await expect(openDialog(page).getByText("1 without a price stays off.")).toBeVisible();
    await openDialog(page).getByRole("button", { name: "Import 2 models" }).click();
    await expect(openDialog(page)).toBeHidden();
    await page.goto(`/models?search=${STAMP}`);
    await expect(rowOf(page, PRICED).getByRole("cell", { name: "$1.25", exact: true })).toBeVisible();
    await expect(rowOf(page, PRICED).getByRole("switch")).toBeChecked();
    await expect(rowOf(page, UNPRICED).getByRole("button", { name: /^Unpriced/ })).toBeVisible();
    await expect(rowOf(page, UNPRICED).getByRole("switch")).not.toBeChecked();
  });

  await test.step("what is there already is marked", async () => {
    await page.goto("/models/providers");
    await page.getByRole("button", { name: `Actions for ${PROVIDER}` }).click();
    await page.getByRole("menuitem", { name: "Import models" }).click();
    await expect(openDialog(page).getByText("Already here")).toHaveCount(2);
    await page.keyboard.press("Escape");
  });

  await test.step("a test call", async () => {
    await page.goto(`/models?search=${STAMP}`);
    await rowOf(page, PRICED)
      .getByRole("button", { name: /^Actions for/ })
      .click();
    await page.getByRole("menuitem", { name: "Test call" }).click();
    await expect(openDialog(page).getByText("It answers")).toBeVisible();
    await expect(openDialog(page).getByText(/\d+ in · \d+ out/)).toBeVisible();
    await openDialog(page).getByRole("button", { name: "Close" }).last().click();
  });

  await test.step("order its fallbacks by keyboard, and take it back", async () => {
    await rowOf(page, PRICED)
      .getByRole("button", { name: /^Actions for/ })
      .click();
    await page.getByRole("menuitem", { name: "Order and fallbacks" }).click();
    for (const id of ["google/gemini-2.0-flash-001", "google/gemini-2.5-flash"]) {
      await openDialog(page).getByRole("combobox", { name: "Add a fallback" }).fill(id);
      await page.getByRole("option", { name: id }).click();
      await expect(openDialog(page).getByRole("button", { name: `Remove ${id}` })).toBeVisible();
    }
    await expect.poll(() => fallbacks(page)).toEqual(["google/gemini-2.0-flash-001", "google/gemini-2.5-flash"]);
    await openDialog(page).getByRole("button", { name: "Move google/gemini-2.5-flash", exact: true }).focus();
    await page.keyboard.press("Space");
    await expect(page.getByText("google/gemini-2.5-flash is picked up, at place 2 of 2.")).toBeAttached();
    await expect(async () => {
      // Until dnd-kit has measured the rows, which a slow machine takes its time for, arrows lead nowhere.
      await page.keyboard.press("ArrowUp");
      await expect(page.getByText("google/gemini-2.5-flash is at place 1 of 2.")).toBeAttached({ timeout: 1_000 });
    }).toPass();
    await page.keyboard.press("Space");
    await expect.poll(() => fallbacks(page)).toEqual(["google/gemini-2.5-flash", "google/gemini-2.0-flash-001"]);
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect.poll(() => fallbacks(page)).toEqual(["google/gemini-2.0-flash-001", "google/gemini-2.5-flash"]);
    await page.keyboard.press("Escape");
  });

  await test.step("the audit log shows what changed, and exports it", async () => {
    await page.goto("/audit?type=model");
    const entry = page.getByRole("button", { name: /^Details: Order or fallbacks of a model changed/ }).first();
    await entry.click();
    const changed = page.getByRole("table", { name: /Order or fallbacks of a model changed/ });
    await expect(changed.getByRole("cell", { name: "fallbacks", exact: true })).toBeVisible();
    await expect(changed.getByText("google/gemini-2.5-flash")).toHaveCount(2);
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export CSV" }).click();
    const file = await (await downloading).path();
    const csv = readFileSync(file, "utf8");
    expect(csv).toContain("model.import");
    expect(csv).toContain(PRICED);
    expect(csv).not.toContain("team.create");
    await page.getByRole("combobox", { name: "Action" }).click();
    await page.getByRole("option", { name: /^Model tested/ }).click();
    await expect(page).toHaveURL(/action=model\.test/);
    await expect(page.getByRole("button", { name: /^Details: Model tested/ }).first()).toBeVisible();
    await expect(page.getByRole("button", { name: /^Details: Order/ })).toHaveCount(0);
  });

  await test.step("leave the installation as it was", async () => {
    await page.goto("/models/providers");
    await page.getByRole("switch", { name: `${PROVIDER} is on` }).click();
    await expect(page.getByText("Never asked while it is off").first()).toBeVisible();
  });
});

test("a team's admin has no access to models, and reads the own team's audit log alone", async ({ browser, page }) => {
  await signIn(page);
  const teams = await (await page.request.get("/api/admin/teams?search=hosco-popak")).json();
  const team: string = teams.items[0].id;
  await page.goto(`/teams/${team}/members`);
  const { acceptPath } = await post(page, `/teams/${team}/invitations`, {
    email: `catalog-${STAMP}@example.com`,
    role: "admin",
  });

  const context = await browser.newContext();
  const admin = await context.newPage();
  await admin.goto(acceptPath);
  await admin.getByLabel("Your name").fill("Ada");
  await admin.getByLabel("Choose a password", { exact: true }).fill("a password of an admin");
  await admin.getByRole("button", { name: /Join|Accept|Create/ }).click();
  await expect(admin).not.toHaveURL(/invitation/);

  for (const path of ["/models", "/models/providers", "/models/defaults"]) {
    expect((await admin.goto(path))?.status()).toBe(404);
  }
  expect((await admin.request.get("/api/admin/providers/health")).status()).toBe(403);
  expect((await admin.request.get("/api/admin/providers")).status()).toBe(403);

  await admin.goto(`/teams/${team}/audit`);
  await expect(admin.getByRole("button", { name: /^Details: Invitation accepted/ }).first()).toBeVisible();
  const { items } = await (await admin.request.get("/api/admin/audit?limit=200")).json();
  expect(new Set(items.map((entry: { teamId: string }) => entry.teamId))).toEqual(new Set([team]));
  const csv = await (await admin.request.get("/api/admin/audit/export")).text();
  expect(csv).not.toContain("model.");
  await context.close();
});

function rowOf(page: Page, publicId: string): Locator {
  return page.getByRole("row").filter({ hasText: publicId });
}

async function fallbacks(page: Page): Promise<string[]> {
  const answer = await page.request.get(`/api/admin/models?search=${encodeURIComponent(PRICED)}`);
  return (await answer.json()).items[0].fallbacks;
}

/** From within the page, as a browser sends it. */
function post(page: Page, path: string, body: object) {
  return page.evaluate(
    async ([url, json]) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`/api/admin${url}`, { method: "POST", headers, body: json });
      return answer.json();
    },
    [path, JSON.stringify(body)] as const,
  );
}
