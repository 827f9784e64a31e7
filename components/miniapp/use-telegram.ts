import { useEffect, useState } from "react";
import { connectTelegram, type TelegramBridge } from "#components/miniapp/telegram-bridge.ts";
import { type TelegramTheme, themeTokens } from "#components/miniapp/theme-tokens.ts";

/** The Telegram app around the page, whose colours the page takes on. Undefined until it is known, null where there is none. */
export function useTelegram(): TelegramBridge | null | undefined {
  const [bridge, setBridge] = useState<TelegramBridge | null>();
  useEffect(() => {
    let gone = false;
    let stop: (() => void) | undefined;
    void connectTelegram().then((connected) => {
      if (gone) return;
      setBridge(connected);
      if (!connected) return;
      dress(connected, connected.launch.theme);
      stop = connected.onTheme((theme) => dress(connected, theme));
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, []);
  return bridge;
}

function dress(bridge: TelegramBridge, theme: TelegramTheme) {
  const root = document.documentElement;
  const { tokens, dark } = themeTokens(theme);
  if (dark !== null) root.dataset.theme = dark ? "dark" : "light";
  for (const [token, color] of Object.entries(tokens)) root.style.setProperty(token, color);
  const canvas = tokens["--canvas"];
  if (canvas) bridge.paint(canvas);
}
