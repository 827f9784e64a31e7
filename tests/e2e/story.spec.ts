import { expect, type Locator, type Page, test } from "@playwright/test";
import OpenAI from "openai";
import { ADDRESSES } from "./installation.ts";
import { openDialog } from "./open-dialog.ts";
import { signIn } from "./sign-in.ts";

const NAME = `Acme ${Date.now().toString(36)}`;

test("a team, its limits, and a bot that answers, from the first click to the last token", async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page);

  await test.step("create a team", async () => {
    await page.goto("/teams");
    await page.getByRole("button", { name: "Create team" }).click();
    const form = openDialog(page);
    await form.getByLabel("Display name").fill(NAME);
    await expect(form.getByLabel("Platform name")).toHaveValue(NAME.toLowerCase().replace(" ", "-"));
    await form.getByRole("radio", { name: /^Public/ }).click();
    await form.getByRole("button", { name: "Create team" }).click();
    await expect(page.getByRole("heading", { level: 1, name: NAME })).toBeVisible();
  });
  const team = new URL(page.url()).pathname;

  await test.step("override the default model", () => overrideDefaultModel(page, team, "google/gemini-2.5-flash"));

  await test.step("limit it to three requests a day", async () => {
    await page.goto(`${team}/limits`);
    await page.getByRole("button", { name: "Add limit" }).first().click();
    await openDialog(page).getByLabel("Amount").fill("3");
    await openDialog(page).getByRole("button", { name: "Add limit" }).click();
    await expect(openDialog(page)).toBeHidden();
    await expect(page.getByRole("cell", { name: /^Requests per day/ })).toBeVisible();
  });

  const key = await test.step("make a key, which is shown once", async () => {
    await page.goto(`${team}/keys`);
    await page.getByRole("button", { name: "Create key" }).first().click();
    await openDialog(page).getByLabel("Name").fill("Website");
    await openDialog(page).getByRole("button", { name: "Create key" }).click();
    const shown = await openDialog(page).getByLabel("API key").inputValue();
    expect(shown).toMatch(/^sb_live_[\w-]{43}$/);
    await openDialog(page).getByRole("button", { name: "Copy key" }).click();
    await openDialog(page).getByRole("button", { name: "Done" }).click();
    await expect(page.getByText(shown)).toHaveCount(0);
    return shown;
  });

  await test.step("connect the sandbox's bot", async () => {
    await page.goto(`${team}/connections`);
    await page.getByRole("button", { name: "Connect a Telegram bot" }).first().click();
    await openDialog(page).getByRole("button", { name: "Use the sandbox bot" }).click();
    await openDialog(page).getByRole("button", { name: "Connect bot" }).click();
    await openDialog(page).getByRole("button", { name: "Done" }).click();
    await expect(openDialog(page)).toBeHidden();
    await expect(page.getByText("Healthy").first()).toBeVisible({ timeout: 30_000 });
  });

  await test.step("chat with it as an end user", async () => {
    await openChat(page);
    await say(page, "What do you sell?");
    await expect(lastAnswer(page)).toContainText("You wrote: “What do you sell?”", { timeout: 30_000 });
    await expect(lastAnswer(page)).toContainText("google/gemini-2.5-flash");
  });

  const { usage } = await test.step("and through the API", async () => {
    const client = new OpenAI({ baseURL: `${ADDRESSES.gateway}/v1`, apiKey: key, maxRetries: 0 });
    const answer = await client.chat.completions.create({
      model: "default",
      messages: [{ role: "user", content: "Hello" }],
    });
    expect(answer.model).toBe("google/gemini-2.5-flash");
    return answer;
  });

  await test.step("hit the limit, which says which and until when", async () => {
    await say(page, "And one more?");
    await expect(lastAnswer(page)).toContainText("You wrote: “And one more?”", { timeout: 30_000 });
    await say(page, "One too many?");
    await expect(lastAnswer(page)).toContainText(/limit/i, { timeout: 30_000 });
    await expect(lastAnswer(page)).toContainText("3 requests");
    await expect(lastAnswer(page)).not.toContainText("You wrote");
    const client = new OpenAI({ baseURL: `${ADDRESSES.gateway}/v1`, apiKey: key, maxRetries: 0 });
    const refused = client.chat.completions.create({ model: "default", messages: [{ role: "user", content: "Hi" }] });
    await expect(refused).rejects.toMatchObject({ status: 429 });
  });

  await test.step("see it in the usage, to the token", async () => {
    await expect
      .poll(() => usageBy(page, team, "channel"), { timeout: 15_000 })
      .toMatchObject({
        api: { requests: 1, tokensIn: usage?.prompt_tokens, tokensOut: usage?.completion_tokens },
        telegram: { requests: 2 },
      });
    await page.goto(team);
    await expect(page.getByText("3 of 3")).toBeVisible();
  });

  await test.step("raise the limit, change the override, and the next answer obeys", async () => {
    await page.goto(`${team}/limits`);
    await page.getByRole("button", { name: /^Edit/ }).first().click();
    await openDialog(page).getByLabel("Amount").fill("10");
    await openDialog(page).getByRole("button", { name: "Save limit" }).click();
    await expect(openDialog(page)).toBeHidden();
    await overrideDefaultModel(page, team, "google/gemini-2.0-flash-001");
    await openChat(page, "again");
    await say(page, "Which model are you now?");
    await expect(lastAnswer(page)).toContainText("You wrote: “Which model are you now?”", { timeout: 30_000 });
    await expect(lastAnswer(page)).toContainText("google/gemini-2.0-flash-001");
  });
});

async function overrideDefaultModel(page: Page, team: string, model: string): Promise<void> {
  await page.goto(`${team}/configuration`);
  const field = page.getByRole("combobox", { name: "Default model" });
  await field.click();
  await field.fill(model);
  await page.getByRole("option", { name: model }).click();
  await page.getByRole("button", { name: "Review and save" }).click();
  await openDialog(page).getByRole("button", { name: "Save changes" }).click();
  await expect(openDialog(page)).toBeHidden();
  await expect(page.getByText("Overridden here").first()).toBeVisible();
}

async function openChat(page: Page, again?: string): Promise<void> {
  await page.goto("/sandbox");
  await page.getByLabel("Bot").click();
  await page.getByRole("option", { name: new RegExp(`^${NAME}`) }).click();
  if (again) {
    await page.getByRole("region", { name: "Chats" }).getByRole("button", { name: /Nadia/ }).click();
    return;
  }
  await page.getByRole("button", { name: "New end user" }).first().click();
  await openDialog(page).getByLabel("Name").fill("Nadia");
  await openDialog(page).getByRole("button", { name: "Start chatting" }).click();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.getByRole("log", { name: "Conversation" }).getByRole("listitem").nth(1)).toBeVisible();
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel("Message", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

function lastAnswer(page: Page): Locator {
  return page.getByRole("log", { name: "Conversation" }).getByRole("listitem").last();
}

async function usageBy(page: Page, team: string, groupBy: string): Promise<Record<string, unknown>> {
  const today = Date.now();
  const day = (offset: number) => new Date(today + offset * 86_400_000).toISOString().slice(0, 10);
  const query = new URLSearchParams({ teamId: team.split("/").at(-1) ?? "", from: day(-1), to: day(1), groupBy });
  const answer = await page.request.get(`/api/admin/usage?${query}`);
  const { rows } = await answer.json();
  return Object.fromEntries(rows.map((row: { group: string }) => [row.group, row]));
}
