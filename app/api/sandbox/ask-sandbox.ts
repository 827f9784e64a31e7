import { getEnv } from "#lib/infra/env.ts";
import { AppError, type ErrorCode } from "#lib/infra/errors.ts";
import { type Said, said } from "#lib/infra/said.ts";
import { REFUSALS } from "./refusals.ts";

const CODES: Record<number, ErrorCode> = {
  400: "malformed_request",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "payload_too_large",
};

/** The sandbox that `npm start` runs beside us in a demo; undefined where there is none. */
export function sandboxUrl(): string | undefined {
  const { DEMO, SANDBOX_PORT } = getEnv();
  return DEMO ? `http://127.0.0.1:${SANDBOX_PORT}` : undefined;
}

/**
 * Calls the sandbox's Telegram control API (docs/sandbox.md), as a request of our own: nothing of the browser's request
 * goes along but what the caller puts into `path` and `body`.
 * @param options.path below /sandbox/telegram
 * @throws AppError with the sandbox's own reason, or unavailable when it doesn't answer
 */
export async function askSandbox(options: {
  path: string;
  method?: "POST" | "PUT" | "PATCH";
  body?: unknown;
  signal?: AbortSignal;
}): Promise<Response> {
  const { path, method, body, signal } = options;
  const response = await fetch(`${sandboxUrl()}/sandbox/telegram${path}`, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    redirect: "error",
    ...(body === undefined ? {} : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    throw new AppError("unavailable", said`The sandbox doesn’t answer. Is \`npm run sandbox\` running?`, {
      cause,
      retryAfterSeconds: 2,
    });
  });
  if (response.ok) return response;
  const answer = (await response.json().catch(() => ({}))) as { error?: { code?: string; message?: string } };
  const { code = "", message } = answer.error ?? {};
  throw new AppError(CODES[response.status] ?? "internal", REFUSALS[code] ?? sentence(message));
}

export async function askSandboxJson<T>(options: Parameters<typeof askSandbox>[0]): Promise<T> {
  return (await askSandbox(options)).json() as Promise<T>;
}

/** What nobody meets on the Sandbox page, the sandbox says itself, for developers: "userId: the person blocked the bot". */
function sentence(message: string | undefined): Said {
  if (message === undefined) return said`The sandbox refused.`;
  const plain = message.replace(/^\w+: /, "");
  return said`${plain.charAt(0).toUpperCase()}${plain.slice(1)}${/[.!?]$/.test(plain) ? "" : "."}`;
}
