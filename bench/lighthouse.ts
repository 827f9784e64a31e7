/**
 * Lighthouse's figures for the overview and a team's page of a running installation (production build), as its operator:
 * `node bench/lighthouse.ts`, with DASHBOARD_URL, ADMIN_EMAIL and ADMIN_PASSWORD. Each page is loaded RUNS times with an
 * empty cache, on Lighthouse's slowed-down phone and on its desktop; the medians are printed, and one below 95 fails.
 * Needs /usr/bin/chromium; Lighthouse itself is fetched by npx, since nothing else here needs it.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHROMIUM } from "../scripts/chromium.ts";

const LIGHTHOUSE = "lighthouse@13.5.0";
const RUNS = Number(process.env.RUNS ?? 3);
const WANTED = 95;
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
const METRICS = {
  "first-contentful-paint": "FCP",
  "largest-contentful-paint": "LCP",
  "total-blocking-time": "TBT",
  "cumulative-layout-shift": "CLS",
  "total-byte-weight": "bytes",
} as const;

interface Report {
  categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; title: string; numericValue?: number }>;
}

const dashboard = process.env.DASHBOARD_URL ?? "http://127.0.0.1:3000";
const folder = mkdtempSync(join(tmpdir(), "switchboard-lighthouse-"));
const headersFile = join(folder, "headers.json");
let isGood = true;
try {
  const cookie = await signIn();
  writeFileSync(headersFile, JSON.stringify({ Cookie: cookie }), { mode: 0o600 });
  const pages = { overview: "/", team: `/teams/${await firstTeam(cookie)}` };
  for (const [name, path] of Object.entries(pages)) {
    for (const device of ["phone", "desktop"] as const) {
      const reports: Report[] = [];
      for (let run = 0; run < RUNS; run += 1) reports.push(await measure(`${dashboard}${path}`, device));
      print(`${name}, ${device}`, reports);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (!isGood) process.exitCode = 1;

async function measure(url: string, device: "phone" | "desktop"): Promise<Report> {
  const output = join(folder, "report.json");
  const args = [
    "--yes",
    LIGHTHOUSE,
    url,
    "--quiet",
    "--output=json",
    `--output-path=${output}`,
    `--only-categories=${CATEGORIES.join(",")}`,
    `--extra-headers=${headersFile}`,
    `--chrome-flags=${["--headless=new", ...CHROMIUM.args].join(" ")}`,
    ...(device === "desktop" ? ["--preset=desktop"] : []),
  ];
  const env = { ...process.env, CHROME_PATH: CHROMIUM.executablePath };
  const child = spawn("npx", args, { env, stdio: ["ignore", "ignore", "inherit"] });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`Lighthouse ended with ${code} at ${url}`);
  return JSON.parse(readFileSync(output, "utf8")) as Report;
}

function print(title: string, reports: readonly Report[]): void {
  const scores = CATEGORIES.map((category) => {
    const score = median(reports.map(({ categories }) => (categories[category]?.score ?? 0) * 100));
    if (score < WANTED) isGood = false;
    return `${category} ${score.toFixed(0)}`;
  });
  const metrics = Object.entries(METRICS).map(([id, label]) => {
    const value = median(reports.map(({ audits }) => audits[id]?.numericValue ?? 0));
    return `${label} ${label === "CLS" ? value.toFixed(3) : label === "bytes" ? `${Math.round(value / 1024)} KiB` : `${Math.round(value)} ms`}`;
  });
  console.log(`${title.padEnd(18)} ${scores.join(" · ")}   (${metrics.join(", ")})`);
  const last = reports.at(-1);
  for (const category of CATEGORIES) {
    for (const { id, weight } of last?.categories[category]?.auditRefs ?? []) {
      const audit = last?.audits[id];
      if (audit && weight > 0 && audit.score !== null && audit.score < 0.9) {
        console.log(`    ${category}: ${audit.title} (${id}, ${audit.score})`);
      }
    }
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** The session's cookies, as the sign-in form would get them. */
async function signIn(): Promise<string> {
  const csrf = await fetch(`${dashboard}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const answer = await fetch(`${dashboard}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: cookiesOf(csrf), Origin: dashboard },
    body: new URLSearchParams({
      email: process.env.ADMIN_EMAIL ?? "admin@switchboard.local",
      password: process.env.ADMIN_PASSWORD ?? "",
      csrfToken,
      callbackUrl: "/",
      json: "true",
    }),
  });
  const cookies = cookiesOf(answer);
  if (!cookies.includes("session-token=")) throw new Error("Sign-in was refused: set ADMIN_EMAIL and ADMIN_PASSWORD.");
  return cookies;
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

async function firstTeam(cookie: string): Promise<string> {
  const answer = await fetch(`${dashboard}/api/admin/teams?limit=1`, { headers: { Cookie: cookie } });
  const { items } = (await answer.json()) as { items: { id: string }[] };
  const id = items[0]?.id;
  if (!id) throw new Error("There is no team to look at.");
  return id;
}
