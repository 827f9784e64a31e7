import { join } from "node:path";
import type { Env } from "../../lib/infra/env.ts";
import type { FirstStart } from "./prepare-database.ts";
import type { Addresses } from "./wait-until-ready.ts";

/** Prints where everything is, how to sign in, and a line that works as it stands. */
export function printBox(o: { env: Env; addresses: Addresses; first: FirstStart; seconds: number }): void {
  const { env, addresses, first } = o;
  const password = env.ADMIN_PASSWORD
    ? "as set in ADMIN_PASSWORD"
    : (first.password ?? "as set when it was first started");
  const lines = [
    `Switchboard is ready (${o.seconds.toFixed(1)} s)`,
    "",
    `Dashboard   ${addresses.dashboard}`,
    `E-mail      ${env.ADMIN_EMAIL}`,
    `Password    ${password}`,
    `Gateway     ${addresses.gateway}/v1`,
    ...(first.demoKey ? [`API key     ${first.demoKey}`] : []),
    `Data        ${join(env.DATA_DIR)}`,
  ];
  const width = Math.max(...lines.map((line) => line.length));
  const bar = "─".repeat(width + 4);
  const body = lines.map((line) => `│  ${line.padEnd(width)}  │`).join("\n");
  console.log(`\n╭${bar}╮\n${body}\n╰${bar}╯\n`);
  if (first.demoKey) console.log(`Try it:\n\n${curlLine(addresses.gateway, first.demoKey)}\n`);
  console.log("Ctrl-C stops everything.");
}

function curlLine(gateway: string, key: string): string {
  const body = JSON.stringify({ model: "default", messages: [{ role: "user", content: "Hello, who are you?" }] });
  return `curl -s ${gateway}/v1/chat/completions -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '${body}'`;
}
