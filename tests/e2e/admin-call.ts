import { expect, type Page } from "@playwright/test";
import { ADDRESSES } from "./installation.ts";

/**
 * Writes through the admin API as whoever is signed in on the page; a refusal fails the test.
 * @returns the answer's JSON, undefined without any
 */
export async function adminCall(page: Page, method: "POST" | "PATCH" | "DELETE", path: string, data?: unknown) {
  const headers = { origin: ADDRESSES.dashboard };
  const answer = await page.request.fetch(`/api/admin${path}`, { method, headers, ...(data ? { data } : {}) });
  expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
  return answer.status() === 204 ? undefined : answer.json();
}
