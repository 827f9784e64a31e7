"use client";

import { useSyncExternalStore } from "react";
import { parseTheme, THEME_COOKIE, type Theme } from "#components/shell/theme-cookie.ts";

const listeners = new Set<() => void>();
const YEAR_SECONDS = 31_536_000;

/** The chosen theme. The server renders the attribute from the cookie, so there is nothing to flash and no script to run. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore(subscribe, current, () => "system" as const);
  return [theme, setTheme];
}

export function setTheme(theme: Theme) {
  document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari before 18.4
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function current() {
  return parseTheme(document.documentElement.dataset.theme);
}
