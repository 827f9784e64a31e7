/**
 * `npm run screenshots [folder]`: every page of a running demo, at 1440 and 390 px, light and dark, into docs/screenshots.
 * Needs /usr/bin/chromium, and the address and sign-in of the installation: DASHBOARD_URL, ADMIN_EMAIL, ADMIN_PASSWORD.
 */
import { mkdirSync } from "node:fs";
import { chromium, type Page } from "@playwright/test";
import { CHROMIUM } from "./chromium.ts";

const DASHBOARD = process.env.DASHBOARD_URL ?? "http://127.0.0.1:3000";
const EMAIL = process.env.ADMIN_EMAIL ?? "admin@switchboard.local";
const PASSWORD = process.env.ADMIN_PASSWORD ?? "";
const folder = process.argv[2] ?? "docs/screenshots";
const WIDTHS = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch(CHROMIUM);
try {
  for (const theme of ["light", "dark"] as const) {
    const context = await browser.newContext({ colorScheme: theme });
    const page = await context.newPage();
    await page.setViewportSize(WIDTHS.desktop);
    await page.goto(`${DASHBOARD}/sign-in`);
    await shoot(page, "sign-in", theme);
    await page.getByLabel("E-mail").fill(EMAIL);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    const team = await firstTeam(page);
    const pages: Record<string, string> = {
      overview: "/",
      teams: "/teams",
      models: "/models",
      usage: "/usage",
      audit: "/audit",
      sandbox: "/sandbox",
      team: `/teams/${team}`,
    };
    for (const tab of ["configuration", "limits", "keys", "connections", "members", "audit"])
      pages[`team-${tab}`] = `/teams/${team}/${tab}`;
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`${DASHBOARD}${path}`);
      await shoot(page, name, theme);
    }
    await context.close();
  }
} finally {
  await browser.close();
}

async function shoot(page: Page, name: string, theme: string): Promise<void> {
  for (const [device, size] of Object.entries(WIDTHS)) {
    await page.setViewportSize(size);
    // Live pages never go idle on the network; their data is there once nothing stands in for it. Then charts grow.
    await page.waitForFunction(() => !document.querySelector("[data-slot=skeleton]"));
    await page.waitForTimeout(800);
    const suffix = device === "desktop" ? "" : `-${device}`;
    await page.screenshot({ path: `${folder}/${name}-${theme}${suffix}.png`, fullPage: device === "phone" });
  }
}

async function firstTeam(page: Page): Promise<string> {
  const answer = await page.request.get(`${DASHBOARD}/api/admin/teams?search=hosco-popak`);
  const { items } = await answer.json();
  return items[0].id;
}
