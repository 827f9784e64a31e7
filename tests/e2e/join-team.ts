import { type Browser, expect, type Page } from "@playwright/test";
import { ADDRESSES } from "./installation.ts";

export type Role = "owner" | "admin" | "viewer";

/**
 * A browser of its own, signed in as somebody new with that role in the team, by way of an invitation.
 * @param options.operator a page where an operator is signed in
 */
export async function joinTeam(options: {
  browser: Browser;
  operator: Page;
  teamId: string;
  role: Role;
  name: string;
}): Promise<Page> {
  const { browser, operator, teamId, role, name } = options;
  const mark = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
  const invited = await operator.request.post(`/api/admin/teams/${teamId}/invitations`, {
    headers: { origin: ADDRESSES.dashboard },
    data: { email: `${role}-${mark}@example.com`, role },
  });
  expect(invited.status(), await invited.text()).toBe(201);
  const { acceptPath } = await invited.json();
  const context = await browser.newContext({ baseURL: ADDRESSES.dashboard, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(acceptPath);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Choose a password", { exact: true }).fill(`a password of ${name}`);
  await page.getByRole("button", { name: /Join|Accept|Create/ }).click();
  await expect(page).not.toHaveURL(/invitation/);
  return page;
}
