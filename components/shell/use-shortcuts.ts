import { useEffect } from "react";

const SECOND_KEY_WITHIN_MS = 1_200;

/**
 * "?" for help, and "g" followed by a page's letter. Silent while something is typed, a dialog or a menu is open, or any
 * modifier is held. Where the layout has no Latin letters the key's place counts.
 */
export function useShortcuts({ onHelp, onGo }: { onHelp: () => void; onGo: (letter: string) => void }) {
  useEffect(() => {
    let armedAt = Number.NEGATIVE_INFINITY;
    function onKeyDown(event: KeyboardEvent) {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || isBusy(event.target)) return;
      if (event.key === "?") return onHelp();
      const letter = letterOf(event);
      const armed = event.timeStamp - armedAt < SECOND_KEY_WITHIN_MS;
      armedAt = !armed && letter === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (armed && letter) onGo(letter);
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [onHelp, onGo]);
}

function letterOf({ key, code }: KeyboardEvent) {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : null;
}

function isBusy(target: EventTarget | null) {
  if (target instanceof HTMLElement) {
    if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return true;
    if (target.closest("[role=menu],[role=listbox],[role=combobox]")) return true;
  }
  return document.querySelector("[role=dialog],[role=alertdialog]") !== null;
}
