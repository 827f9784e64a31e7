import type { Env } from "../../lib/infra/env.ts";

export interface Addresses {
  dashboard: string;
  gateway: string;
}

const GIVE_UP_AFTER_MS = 60_000;

/** Waits for every process to say that it is ready. @throws Error naming the one that did not, and what it last said */
export async function waitUntilReady(env: Env): Promise<Addresses> {
  const dashboard = `http://${env.HOST}:${env.PORT}`;
  const gateway = `http://${env.HOST}:${env.GATEWAY_PORT}`;
  const checks = [`${dashboard}/api/health`];
  if (env.WORKER_ROLES.includes("gateway")) checks.push(`${gateway}/ready`);
  if (env.DEMO) checks.push(`http://127.0.0.1:${env.SANDBOX_PORT}/health`);
  await Promise.all(checks.map(answers));
  return { dashboard, gateway };
}

async function answers(url: string): Promise<void> {
  let last = "no answer";
  for (const until = Date.now() + GIVE_UP_AFTER_MS; Date.now() < until; ) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      last = `${response.status} ${(await response.text()).slice(0, 200)}`;
    } catch (err) {
      last = err instanceof Error ? err.message : String(err);
    }
    await new Promise((settle) => setTimeout(settle, 100));
  }
  throw new Error(`${url} was not ready within ${GIVE_UP_AFTER_MS / 1000} s (${last})`);
}
