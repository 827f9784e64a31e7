/**
 * `npm run screenshots [folder]`: every page of a running demo, light, dark, on a phone and in Persian, into
 * docs/screenshots as WebP. Needs /usr/bin/chromium, and the address and sign-in of the installation: DASHBOARD_URL,
 * ADMIN_EMAIL, ADMIN_PASSWORD. ONLY="teams,usage" takes these alone.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { CHROMIUM } from "./chromium.ts";

const DASHBOARD = process.env.DASHBOARD_URL ?? "http://127.0.0.1:3000";
const EMAIL = process.env.ADMIN_EMAIL ?? "admin@switchboard.local";
const PASSWORD = process.env.ADMIN_PASSWORD ?? "";
const only = process.env.ONLY?.split(",");
const folder = process.argv[2] ?? "docs/screenshots";

const DESK = { width: 1440, height: 900 };
const MODES = {
  light: { theme: "light", locale: "en", size: DESK },
  dark: { theme: "dark", locale: "en", size: DESK },
  phone: { theme: "light", locale: "en", size: { width: 390, height: 844 } },
  fa: { theme: "light", locale: "fa", size: DESK },
} as const;
/** Of 100: text stays crisp, and a picture under 60 kB. */
const QUALITY = 82;

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch(CHROMIUM);
try {
  for (const [mode, { theme, locale, size }] of Object.entries(MODES)) {
    const context = await browser.newContext({ viewport: size, reducedMotion: "reduce", timezoneId: "Asia/Tehran" });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    await signIn(page);
    await context.addCookies(
      Object.entries({ theme, locale }).map(([name, value]) => ({ name, value, url: DASHBOARD })),
    );
    for (const [name, path] of Object.entries(await everyPage(page))) {
      if (only && !only.includes(name)) continue;
      await page.goto(`${DASHBOARD}${path}`);
      if (name === "sandbox") await openFirstChat(page);
      if (name === "team-group-activity") await askAboutSomebody(page);
      await shoot(page, `${name}-${mode}`);
    }
    if (!only || only.includes("palette")) await shootPalette(page, `palette-${mode}`);
    if (!only || only.includes("sign-in")) await shootSignIn(context, page, `sign-in-${mode}`);
    await context.close();
  }
} finally {
  await browser.close();
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${DASHBOARD}/sign-in`);
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** Of a team: the demo's busiest. Of a turn: its newest. */
async function everyPage(page: Page): Promise<Record<string, string>> {
  const team = await first(page, "/teams?search=hosco-popak");
  const turn = await first(page, `/turns?teamId=${team}&limit=1`);
  const pages: Record<string, string> = {
    overview: "/",
    teams: "/teams",
    usage: "/usage",
    alerts: "/alerts",
    "alerts-settings": "/alerts/settings",
    models: "/models",
    "models-providers": "/models/providers",
    "models-defaults": "/models/defaults",
    operations: "/operations",
    "operations-failed-jobs": "/operations/failed-jobs",
    "operations-schedules": "/operations/schedules",
    "operations-processes": "/operations/processes",
    "operations-storage": "/operations/storage",
    audit: "/audit",
    sandbox: "/sandbox",
    account: "/account",
    team: `/teams/${team}`,
  };
  if (turn) pages.turn = `/usage/turns/${turn}`;
  for (const tab of [
    ...["configuration", "limits", "keys", "connections", "groups", "broadcasts", "broadcasts/new"],
    ...["members", "alerts", "audit"],
  ]) {
    pages[`team-${tab.replace("/", "-")}`] = `/teams/${team}/${tab}`;
  }
  for (const state of ["done", "scheduled"]) {
    const broadcast = await first(page, `/teams/${team}/broadcasts?state=${state}&limit=1`);
    if (broadcast) pages[`team-broadcast-${state}`] = `/teams/${team}/broadcasts/${broadcast}`;
  }
  for (const teamId of await ids(page, "/teams?limit=50")) {
    const group = await first(page, `/teams/${teamId}/groups?limit=1`);
    if (!group) continue;
    // Where there are any.
    pages["team-groups"] = `/teams/${teamId}/groups`;
    pages["team-group"] = `/teams/${teamId}/groups/${group}`;
    pages["team-group-activity"] = `/teams/${teamId}/groups/${group}/activity`;
    break;
  }
  return pages;
}

async function first(page: Page, path: string): Promise<string | undefined> {
  return (await ids(page, path))[0];
}

async function ids(page: Page, path: string): Promise<string[]> {
  const answer = await page.request.get(`${DASHBOARD}/api/admin${path}`);
  const { items } = (await answer.json()) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}

/** If anybody has talked with the bot. */
async function openFirstChat(page: Page): Promise<void> {
  await settle(page);
  const chat = page.locator("main section ul button").first();
  if (await chat.isVisible()) await chat.click();
}

/** Would this person pass? The demo's gate has seen them (prisma/demo/gate-scene.ts). */
async function askAboutSomebody(page: Page): Promise<void> {
  await settle(page);
  const form = page.locator("main section form");
  await form.getByRole("textbox").fill("@omar_haddad");
  await form.getByRole("button").click();
  await page.locator("main [aria-live=polite] ul").first().waitFor();
}

async function shootPalette(page: Page, name: string): Promise<void> {
  await page.goto(`${DASHBOARD}/`);
  await settle(page);
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("option").first().waitFor();
  await shoot(page, name);
}

async function shootSignIn(context: BrowserContext, page: Page, name: string): Promise<void> {
  const kept = (await context.cookies()).filter((cookie) => cookie.name === "theme" || cookie.name === "locale");
  await context.clearCookies();
  await context.addCookies(kept);
  await page.goto(`${DASHBOARD}/sign-in`);
  await shoot(page, name);
}

async function shoot(page: Page, name: string): Promise<void> {
  await settle(page);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
  await session.detach();
  writeFileSync(`${folder}/${name}.webp`, Buffer.from(data, "base64"));
}

/** Live pages never go idle on the network; their data is there once nothing stands in for it. Then charts grow. */
async function settle(page: Page): Promise<void> {
  // By its tag: an open dialog hides the page behind it from every role.
  await page.locator("h1").first().waitFor();
  await page.waitForFunction(() => !document.querySelector("[data-slot=skeleton]"));
  await page.waitForTimeout(800);
}
