import { getEnv } from "../infra/env.ts";

/** The Bot API of the sandbox that a demo runs; null in any other installation. */
export function sandboxApiRoot(): string | null {
  const { DEMO, SANDBOX_PORT } = getEnv();
  return DEMO ? `http://127.0.0.1:${SANDBOX_PORT}/telegram` : null;
}
