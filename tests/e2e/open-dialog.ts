import type { Locator, Page } from "@playwright/test";

/** The dialog that is open; toasts have that role, too. */
export function openDialog(page: Page): Locator {
  return page.locator('[role="dialog"]:not([data-type])');
}
