"use client";

/** "⌘K" on a Mac, "Ctrl K" elsewhere. Decided by the viewer's machine, which the server doesn't know. */
export function ShortcutText({ letter }: { letter: string }) {
  const isMac = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.userAgent);
  return (
    <bdi dir="ltr" suppressHydrationWarning>
      {isMac ? `⌘${letter}` : `Ctrl ${letter}`}
    </bdi>
  );
}
