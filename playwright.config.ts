import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { CHROMIUM } from "./scripts/chromium.ts";
import { ADDRESSES, OPERATOR } from "./tests/e2e/installation.ts";

// Workers of Playwright load this file too; the folder must be the first one's.
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), "switchboard-e2e-"));

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results/e2e",
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  // One installation, in which each test makes its own teams; two cores.
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices["Desktop Chrome"],
    baseURL: ADDRESSES.dashboard,
    viewport: { width: 1440, height: 900 },
    // A trace films the page all along, which costs more than the tests: only what failed is filmed, when it is tried again.
    trace: "on-first-retry",
    actionTimeout: 15_000,
    launchOptions: CHROMIUM,
  },
  webServer: {
    command: "node scripts/start.ts",
    url: `${ADDRESSES.gateway}/ready`,
    timeout: 300_000,
    reuseExistingServer: !process.env.CI,
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    stdout: "ignore",
    stderr: "pipe",
    env: {
      PORT: new URL(ADDRESSES.dashboard).port,
      GATEWAY_PORT: new URL(ADDRESSES.gateway).port,
      SANDBOX_PORT: new URL(ADDRESSES.sandbox).port,
      DATA_DIR: process.env.E2E_DATA_DIR,
      ADMIN_EMAIL: OPERATOR.email,
      ADMIN_PASSWORD: OPERATOR.password,
      LOG_LEVEL: "warn",
    },
  },
});
