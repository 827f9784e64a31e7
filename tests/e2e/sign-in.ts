import { expect, type Page } from "@playwright/test";
import { OPERATOR } from "./installation.ts";

/** Signs in through the form and waits for the first page behind it. */
export async function signIn(page: Page, who: { email: string; password: string } = OPERATOR): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Sign in");
}
