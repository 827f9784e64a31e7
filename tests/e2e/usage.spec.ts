import { readFileSync } from "node:fs";
import { expect, type Locator, type Page, test } from "@playwright/test";
import OpenAI from "openai";
import { ADDRESSES } from "./installation.ts";
import { joinTeam } from "./join-team.ts";
import { signIn } from "./sign-in.ts";

// Each step waits for figures to be counted; a busy machine takes its time.
test.setTimeout(180_000);

test("an operator drills from all teams down to the single turn", async ({ page }) => {
  await signIn(page);
  const team = await teamNamed(page, "hosco-popak");
  await answerOnce(page, team);

  await page.goto("/usage?range=7&groupBy=team");
  await row(page, "Usage by Team", "Hosco Popak").click();
  await expect(page).toHaveURL(new RegExp(`team=${team}.*groupBy=key`));
  await expect(filter(page, "Team")).toContainText("Hosco Popak");

  await row(page, "Usage by Key", "For drilling").click();
  await expect(page).toHaveURL(/key=[^&]+.*groupBy=endUser/);
  await expect(filter(page, "Key")).toContainText("For drilling");

  await row(page, "Usage by End user", "driller").click();
  await expect(page).toHaveURL(/endUser=[^&]+.*groupBy=turn/);
  await expect(filter(page, "End user")).toContainText("driller");

  const turn = page.getByRole("table", { name: "Turns" }).getByRole("link").first();
  await turn.click();
  await expect(page).toHaveURL(/\/usage\/turns\/[\w-]+$/);
  await expect(page.getByRole("heading", { level: 1, name: "Turn" })).toBeVisible();
  await expect(page.getByText("Answered").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Model chain" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Configuration it obeyed" })).toContainText("Default model");
  await expect(page.getByText("The answer went back to the caller directly.")).toBeVisible();

  // Every name leads back to what it shares that name with.
  await page.getByRole("link", { name: "For drilling" }).click();
  await expect(page).toHaveURL(/\/usage\?team=.*groupBy=turn.*key=/);
  await expect(page.getByRole("table", { name: "Turns" }).getByRole("link").first()).toBeVisible();
});

test("the range lives in the URL, is checked as it is typed, and survives a reload", async ({ page }) => {
  await signIn(page);
  await page.goto("/");
  await page.getByRole("button", { name: "7 days", exact: true }).click();
  await expect(page).toHaveURL(/range=7/);
  await page.reload();
  await expect(page.getByRole("button", { name: "7 days", exact: true })).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByText("vs. the 7 days before").first()).toBeVisible();

  await page.getByRole("button", { name: /^More ranges/ }).click();
  const popover = page.getByRole("dialog", { name: "More ranges" });
  await popover.getByLabel("First day").fill("2026-03-10");
  await popover.getByLabel("Last day").fill("2026-03-01");
  await popover.getByRole("button", { name: "Apply" }).click();
  await expect(popover.getByText("The last day is before the first one.")).toBeVisible();
  await expect(popover.getByLabel("First day")).toHaveValue("2026-03-10");
  await popover.getByLabel("Last day").fill("2026-03-20");
  await expect(popover.getByText("The last day is before the first one.")).toBeHidden();
  await popover.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/from=2026-03-10&to=2026-03-20|to=2026-03-20&from=2026-03-10/);
  await page.reload();
  await expect(page.getByRole("button", { name: "More ranges: Mar 10 – Mar 20" })).toBeVisible();

  // A figure takes its range along to what it counts.
  await page.getByRole("link", { name: "Tokens", exact: true }).click();
  await expect(page).toHaveURL(/\/usage\?.*from=2026-03-10/);
  await expect(page.getByRole("button", { name: "More ranges: Mar 10 – Mar 20" })).toBeVisible();

  await page.goto("/usage?range=7");
  await page.getByRole("button", { name: /^More ranges/ }).click();
  await page.getByRole("switch", { name: "Compare with the period before" }).click();
  await expect(page).toHaveURL(/compare=false/);
});

test("a chart is read by keyboard, and has its figures behind it", async ({ page }) => {
  await signIn(page);
  await page.goto("/usage?range=30&groupBy=model&measure=tokens");
  const chart = page.getByRole("figure", { name: "Usage over time: Tokens" });
  await chart.getByRole("application").focus();
  await page.keyboard.press("ArrowRight");
  await expect(chart.getByText("Total")).toBeVisible();
  await chart.getByRole("button", { name: "Table", exact: true }).click();
  const table = chart.getByRole("table");
  await expect(table.getByRole("columnheader").first()).toHaveText("Day");
  expect(await table.getByRole("row").count()).toBeGreaterThanOrEqual(30);
});

test("filters narrow the figures, sorting is the server's, and all rows go into a file", async ({ page }) => {
  await signIn(page);
  await page.goto("/usage?range=30&groupBy=team");
  await page.getByRole("button", { name: "Messages", exact: true }).last().click();
  await expect(page).toHaveURL(/sort=requests/);
  await page.getByRole("button", { name: "Add filter" }).click();
  const popover = page.getByRole("dialog", { name: "Add filter" });
  await popover.getByLabel("Search…").fill("popak");
  await popover.getByRole("button", { name: /Hosco Popak/ }).click();
  await expect(filter(page, "Team")).toContainText("Hosco Popak");
  await expect(page.getByRole("table", { name: "Usage by Team" }).getByRole("row")).toHaveCount(2);

  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^usage-by-team-.*\.csv$/);
  const lines = readFileSync(await download.path(), "utf8")
    .trim()
    .split(/\r?\n/);
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("Hosco Popak");

  await page.getByRole("button", { name: /^Remove the filter Team/ }).click();
  await expect(page).not.toHaveURL(/team=[\w-]{36}/);
});

test("an answer shows up in the live activity as it is given", async ({ page }) => {
  await signIn(page);
  const team = await teamNamed(page, "hosco-popak");
  await page.goto("/");
  const activity = page.getByRole("list", { name: "Live activity" });
  await expect(page.getByText(/in the last minute/)).toBeVisible();
  const seen = await activity.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  await answerOnce(page, team);
  await expect
    .poll(async () => seen.includes(await activity.getByRole("link").first().getAttribute("href")), { timeout: 15_000 })
    .toBe(false);
  await activity.getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Turn" })).toBeVisible();
});

for (const role of ["owner", "viewer"] as const) {
  test(`a team's ${role} sees their own team's figures and nobody else's`, async ({ browser, page }) => {
    await signIn(page);
    const [mine, other] = [await teamNamed(page, "hosco-popak"), await teamNamed(page, "hosco-avand")];
    await answerOnce(page, mine);
    const foreignTurn = await newestTurn(page, other);
    const member = await joinTeam({ browser, operator: page, teamId: mine, role, name: "Mai" });

    await member.goto("/usage?groupBy=team&range=90");
    await expect(member.getByRole("table", { name: "Usage by Team" }).getByRole("row")).toHaveCount(2);
    await expect(row(member, "Usage by Team", "Hosco Popak")).toBeVisible();
    await member.goto(`/usage?team=${mine}&groupBy=turn`);
    await member.getByRole("table", { name: "Turns" }).getByRole("link").first().click();
    await expect(member.getByRole("heading", { level: 1, name: "Turn" })).toBeVisible();

    await member.goto(`/usage?team=${other}`);
    await expect(member.getByText("There is no such team, key or end user")).toBeVisible();
    await member.goto(`/usage/turns/${foreignTurn}`);
    await expect(member.getByText("There is no such turn")).toBeVisible();
    for (const path of [`/usage?teamId=${other}`, `/usage/series?teamId=${other}`, `/overview?teamId=${other}`]) {
      expect((await member.request.get(`/api/admin${path}`)).status(), path).toBe(404);
    }

    await member.goto(`/teams/${mine}`);
    await expect(member.getByRole("heading", { name: "Usage over time" })).toBeVisible();
    await expect(member.getByRole("link", { name: "Manage limits" })).toHaveCount(role === "viewer" ? 0 : 1);
    await expect(member.getByRole("link", { name: "All limits" })).toHaveCount(role === "viewer" ? 1 : 0);
    await member.context().close();
  });
}

function row(page: Page, table: string, name: string): Locator {
  return page
    .getByRole("table", { name: table })
    .getByRole("link", { name: new RegExp(`^${name}`) })
    .first();
}

function filter(page: Page, label: string): Locator {
  return page
    .getByRole("search", { name: "Filters" })
    .locator("span", { hasText: new RegExp(`^${label}`) })
    .first();
}

async function teamNamed(page: Page, search: string): Promise<string> {
  const answer = await page.request.get(`/api/admin/teams?search=${search}`);
  const { items } = await answer.json();
  return items[0].id;
}

async function newestTurn(page: Page, teamId: string): Promise<string> {
  const answer = await page.request.get(`/api/admin/turns?teamId=${teamId}&limit=1`);
  const { items } = await answer.json();
  return items[0].id;
}

/** One turn of one end user with a key of its own, waited for until the reports count it. */
async function answerOnce(page: Page, teamId: string): Promise<void> {
  const made = await page.request.post(`/api/admin/teams/${teamId}/keys`, {
    headers: { origin: ADDRESSES.dashboard },
    data: { name: "For drilling", scope: "inference" },
  });
  const { key, lineageId } = await made.json();
  const client = new OpenAI({ baseURL: `${ADDRESSES.gateway}/v1`, apiKey: key, maxRetries: 0, timeout: 30_000 });
  await client.chat.completions.create({
    model: "default",
    user: "driller",
    messages: [{ role: "user", content: "How far down?" }],
  });
  await expect
    .poll(
      async () => {
        const answer = await page.request.get(`/api/admin/usage?teamId=${teamId}&keyLineageId=${lineageId}`);
        return (await answer.json()).totals.requests;
      },
      { timeout: 15_000 },
    )
    .toBe(1);
}
