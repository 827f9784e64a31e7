import { expect, type Locator, type Page } from "@playwright/test";
import { adminCall } from "./admin-call.ts";
import { ADDRESSES } from "./installation.ts";
import { openDialog } from "./open-dialog.ts";
import { control } from "./sandbox-control.ts";

export interface SandboxBot {
  teamId: string;
  connectionId: string;
  token: string;
  /** At Telegram. */
  botId: number;
  callBot: ReturnType<typeof botCaller>;
}

/** A team of its own with a bot at the sandbox that does what is named, opened in the Sandbox page. */
export async function openSandboxBot(
  page: Page,
  options: { name: string; assistant: boolean; gate: boolean },
): Promise<SandboxBot> {
  const bot = await createSandboxBot(page, options);
  await page.goto(`/sandbox?bot=${bot.connectionId}`);
  await expect(page.getByRole("region", { name: "Chats" })).toBeVisible({ timeout: 30_000 });
  return bot;
}

/** The same, without the page. */
export async function createSandboxBot(
  page: Page,
  options: { name: string; assistant: boolean; gate: boolean },
): Promise<SandboxBot> {
  const { name, assistant, gate } = options;
  const mark = `${name}-${Date.now().toString(36)}`.toLowerCase();
  const team = await adminCall(page, "POST", "/teams", { displayName: mark, platformName: mark, type: "public" });
  const botId = Date.now();
  const token = `${botId}:sandbox-${mark}`;
  // Else the sandbox hears of it when its first update is asked for, which may be after a test needs it in a group.
  await control("POST", "/bots", { token });
  const connection = await adminCall(page, "POST", `/teams/${team.id}/connections`, {
    ...{ kind: "telegram", name: mark, token, settings: { apiRoot: `${ADDRESSES.sandbox}/telegram` } },
    ...{ assistant, gate },
  });
  return { teamId: team.id, connectionId: connection.id, token, botId, callBot: botCaller(token) };
}

/** Makes somebody up; their dialogue with the bot is open afterwards. */
export async function newPerson(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "New end user" }).first().click();
  await openDialog(page).getByLabel("Name").fill(name);
  await openDialog(page).getByRole("button", { name: "Start chatting" }).click();
  await expect(page.getByText(`You are ${name}`, { exact: true })).toBeVisible();
}

/** Makes a group or channel of everybody there is, up to three, and opens it. */
export async function newPlace(
  page: Page,
  options: {
    kind: "Group" | "Channel" | "Group with topics" | "Basic group";
    title: string;
    username?: string;
    /** People ask to join, and the bot answers each request. */
    guarded?: boolean;
  },
): Promise<void> {
  const { kind, title, username, guarded } = options;
  await page.getByRole("button", { name: "New group or channel" }).click();
  const form = openDialog(page);
  await form.getByLabel("Kind").click();
  await page.getByRole("option", { name: new RegExp(`^${kind} ?[A-Z]`) }).click();
  await form.getByLabel("Name", { exact: true }).fill(title);
  if (username) await form.getByLabel("Public name").fill(username);
  if (guarded) {
    await form.getByRole("checkbox", { name: "New people ask to join" }).click();
    await form.getByRole("checkbox", { name: /^The bot answers each request/ }).click();
  }
  await form.getByRole("button", { name: /^Create (group|channel)$/ }).click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
}

export async function openPlace(page: Page, title: string): Promise<void> {
  await page.getByRole("region", { name: "Chats" }).getByRole("button", { name: title }).click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
}

export async function speakAs(page: Page, name: string): Promise<void> {
  await page.getByRole("combobox", { name: "Speak as" }).click();
  await page.getByRole("option", { name }).click();
  await expect(page.getByRole("combobox", { name: "Speak as" })).toHaveText(name);
}

/** As the owner: makes the bot an administrator with every right that guarding takes. */
export async function promoteBot(page: Page): Promise<void> {
  await page.getByRole("button", { name: "People and rights" }).click();
  const bot = openDialog(page).getByRole("region", { name: "The bot" });
  await bot.getByRole("button", { name: "Make admin" }).click();
  await expect(bot.getByText("Admin", { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(openDialog(page)).toBeHidden();
}

export async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel("Message", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

export function conversation(page: Page): Locator {
  return page.getByRole("log", { name: "Conversation" });
}

function botCaller(token: string) {
  return async (method: string, body: unknown) => {
    const answer = await fetch(`${ADDRESSES.sandbox}/telegram/bot${token}/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as { ok: boolean; result: Record<string, number>; description?: string };
  };
}
