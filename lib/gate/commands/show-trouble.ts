import type { Missing } from "../check-rights.ts";
import type { GateLanguage } from "../group-params.ts";
import { gateHtml } from "../texts/gate-text.ts";

/** What is missing, one line each. */
export function listMissing(language: GateLanguage, missing: Missing[]): { html: string } {
  const lines = missing.map(
    ({ code, title }) => `❌ ${gateHtml(language, `trouble_${code}`, { channel: title, group: title })}`,
  );
  return { html: lines.join("\n") };
}
