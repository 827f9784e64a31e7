import { expect, type Page, test } from "@playwright/test";
import { failJobs } from "./fail-jobs.ts";
import { ADDRESSES } from "./installation.ts";
import { joinTeam } from "./join-team.ts";
import { openDialog } from "./open-dialog.ts";
import { signIn } from "./sign-in.ts";

const MARK = Date.now().toString(36);
const DATA_DIR = process.env.E2E_DATA_DIR ?? "";

test("an operator sees why jobs failed, retries one, discards one, then the rest", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page);
  const payloads = ["one", "two", "three"].map((name) => ({ roomId: `no-uuid-${name}`, words: `CANARY-${MARK}` }));
  await failJobs({ dataDir: DATA_DIR, queue: "room-turns", payloads });

  await test.step("the queue tells, and leads to them", async () => {
    await page.goto("/operations");
    await expect(page.getByText("Stored in PostgreSQL")).toBeVisible();
    await page.getByRole("link", { name: /^See the .* of Answers/ }).click();
    await expect(page.getByRole("button", { name: /^Details of job/ })).toHaveCount(3);
  });

  await test.step("its shape is shown, its words are not", async () => {
    await page
      .getByRole("button", { name: /^Details of job/ })
      .first()
      .click();
    const sheet = openDialog(page);
    await expect(sheet.getByText("This release doesn’t understand its payload")).toBeVisible();
    await expect(sheet.getByRole("row", { name: "words text" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    expect(await page.content()).not.toContain("CANARY");
  });

  await test.step("retried, it runs again, fails again, and is back", async () => {
    const runs = () => page.getByRole("button", { name: /^Details of job/ });
    await page
      .getByRole("button", { name: /^Retry job/ })
      .first()
      .click();
    await expect(page.getByText("The job runs again")).toBeVisible();
    await expect(runs()).toHaveCount(3);
  });

  await test.step("one is discarded, after being asked", async () => {
    await page
      .getByRole("button", { name: /^Discard job/ })
      .first()
      .click();
    const question = page.getByRole("alertdialog");
    await question.getByRole("button", { name: "Cancel" }).click();
    await expect(question).toBeHidden();
    await page
      .getByRole("button", { name: /^Discard job/ })
      .first()
      .click();
    await question.getByRole("button", { name: "Discard job" }).click();
    await expect(page.getByRole("button", { name: /^Details of job/ })).toHaveCount(2);
  });

  await test.step("and all of them", async () => {
    await page.getByRole("button", { name: "Discard all" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Discard all jobs" }).click();
    await expect(page.getByText("No job of this queue has failed")).toBeVisible();
    await page.goto("/audit");
    await expect(page.getByText(/discard/i).first()).toBeVisible();
  });
});

test("an operator runs a schedule now, and sees who is at work and how the database does", async ({ page }) => {
  await signIn(page);
  await page.goto("/operations/schedules");
  await page.getByRole("button", { name: "Run now: Reconciliation" }).click();
  await expect(page.getByText("Reconciliation is queued to run now")).toBeVisible();
  await page.goto("/operations/processes");
  const workers = page.getByRole("row", { name: /Gateway.*Jobs/ });
  await expect(workers.getByText("Alive")).toBeVisible();
  await expect(page.getByRole("row", { name: /Dashboard/ }).getByText("Alive")).toBeVisible();
  await page.goto("/operations/storage");
  await expect(page.getByText("Up to date")).toBeVisible();
  await expect(page.getByRole("table", { name: "Caches" }).getByRole("row").nth(1)).toBeVisible();
});

test("a tenant's admin finds no operations; an owner connects, pauses, resumes and removes a bot; a viewer can't", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await signIn(page);
  const made = await page.request.post("/api/admin/teams", {
    headers: { origin: ADDRESSES.dashboard },
    data: { displayName: `Ops ${MARK}`, platformName: `ops-${MARK}`, type: "public" },
  });
  const { id: teamId } = await made.json();
  const [admin, owner, viewer] = [
    await joinTeam({ browser, operator: page, teamId, role: "admin", name: "Ada" }),
    await joinTeam({ browser, operator: page, teamId, role: "owner", name: "Olga" }),
    await joinTeam({ browser, operator: page, teamId, role: "viewer", name: "Vy" }),
  ];

  await test.step("operations are not there for tenants", async () => {
    for (const path of ["", "/failed-jobs", "/schedules", "/processes", "/storage"]) {
      expect((await admin.goto(`/operations${path}`))?.status()).toBe(404);
    }
    expect((await admin.request.get("/api/admin/operations/queues")).status()).toBe(403);
    await expect(admin.getByRole("link", { name: "Operations" })).toHaveCount(0);
  });

  await test.step("a viewer sees connections, and changes none", async () => {
    await viewer.goto(`/teams/${teamId}/connections`);
    await expect(viewer.getByText("No bot is connected yet")).toBeVisible();
    await expect(viewer.getByRole("button", { name: "Connect a Telegram bot" })).toHaveCount(0);
    const refused = await viewer.request.post(`/api/admin/teams/${teamId}/connection-checks`, {
      headers: { origin: ADDRESSES.dashboard },
      data: { kind: "telegram", token: "123456:sandbox-viewer" },
    });
    expect(refused.status()).toBe(403);
  });

  await test.step("the owner is guided through a token, its settings, and what to do next", async () => {
    await owner.goto(`/teams/${teamId}/connections`);
    await owner.getByRole("button", { name: "Connect a Telegram bot" }).click();
    const form = openDialog(owner);
    await form.getByLabel("Bot token").fill("not a token");
    await form.getByLabel("Bot token").blur();
    await expect(form.getByText("A bot token has digits, a colon and letters")).toBeVisible();
    await form.getByRole("button", { name: "Use the sandbox bot" }).click();
    await expect(form.getByText(`@ops-${MARK}`.replaceAll("-", "_"))).toBeVisible();
    await form.getByLabel("Name").fill("Front desk");
    await form.getByRole("button", { name: "Connect bot" }).click();
    await expect(form.getByText("Front desk is connected")).toBeVisible();
    await expect(form.getByRole("link", { name: "Chat in the sandbox" })).toBeVisible();
    await form.getByRole("button", { name: "Done" }).click();
    await expect(form).toBeHidden();
  });

  const card = owner.getByRole("article", { name: "Front desk" });
  await test.step("it is healthy, is paused, and resumes", async () => {
    await expect(card.getByText("Healthy")).toBeVisible({ timeout: 30_000 });
    await choose(owner, "Pause");
    await expect(card.getByText("Paused", { exact: true })).toBeVisible();
    await card.getByRole("button", { name: "Resume" }).click();
    await expect(card.getByText("Healthy")).toBeVisible({ timeout: 30_000 });
  });

  await test.step("it is removed, and its name is free again", async () => {
    await choose(owner, "Remove…");
    await owner.getByRole("alertdialog").getByRole("button", { name: "Remove connection" }).click();
    await expect(owner.getByText("No bot is connected yet")).toBeVisible();
    await owner.reload();
    await expect(owner.getByText("No bot is connected yet")).toBeVisible();
  });
});

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "Actions for Front desk" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}
