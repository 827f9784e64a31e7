import { join } from "node:path";
import type { Env } from "../../lib/infra/env.ts";
import type { prepareDatabase } from "./prepare-database.ts";
import type { Addresses } from "./wait-until-ready.ts";

/** Prints where everything is, how to sign in, and a line that works as it stands. */
export function printBox(o: {
  env: Env;
  addresses: Addresses;
  prepared: Awaited<ReturnType<typeof prepareDatabase>>;
  seconds: number;
}): void {
  const { env, addresses, prepared } = o;
  const { demoKey, signIn } = prepared;
  const lines = [
    `Switchboard is ready (${o.seconds.toFixed(1)} s)`,
    "",
    `Dashboard   ${addresses.dashboard}`,
    `E-mail      ${signIn.email}`,
    `Password    ${signIn.password}`,
    `Gateway     ${addresses.gateway}/v1`,
    ...(demoKey ? [`API key     ${demoKey}`] : []),
    `Data        ${join(env.DATA_DIR)}`,
  ];
  const width = Math.max(...lines.map((line) => line.length));
  const bar = "─".repeat(width + 4);
  const body = lines.map((line) => `│  ${line.padEnd(width)}  │`).join("\n");
  console.log(`\n╭${bar}╮\n${body}\n╰${bar}╯\n`);
  if (demoKey) console.log(`Try it:\n\n${curlLine(addresses.gateway, demoKey)}\n`);
  console.log("Ctrl-C stops everything.");
}

function curlLine(gateway: string, key: string): string {
  const body = JSON.stringify({ model: "default", messages: [{ role: "user", content: "Hello, who are you?" }] });
  return `curl -s ${gateway}/v1/chat/completions -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '${body}'`;
}
