import * as nextAuth from "next-auth";
import { authOptions } from "./auth-options.ts";

type Handler = (request: unknown, response: unknown, options: unknown) => Promise<unknown>;
// Bundlers unwrap the default export of this CommonJS package, Node does not.
const unwrapped: unknown = nextAuth.default;
const handler = ((unwrapped as { default?: unknown }).default ?? unwrapped) as Handler;

/** Credentials and tokens fit easily. */
const MAX_BODY_BYTES = 16 * 1_024;

/** Serves /api/auth/* by next-auth, from a web request to a web response, so that it needs no Next.js around it. */
export async function handleAuthRequest(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const nextauth = url.pathname.split("/").slice(3);
  // Browsers may post their error logs there; ours are not for strangers to fill.
  if (nextauth[0] === "_log") return new Response(null, { status: 204 });
  const body = request.method === "POST" ? await readForm(request) : undefined;
  if (body === "too large") return new Response("Payload too large", { status: 413 });
  const headers = new Headers();
  let status = 200;
  let content: string | null = null;
  const response = {
    status: (code: number) => {
      status = code;
      return response;
    },
    getHeader: (name: string) => (name.toLowerCase() === "set-cookie" ? headers.getSetCookie() : headers.get(name)),
    setHeader(name: string, value: string | string[]) {
      headers.delete(name);
      for (const one of [value].flat()) headers.append(name, one);
      return response;
    },
    json(value: unknown) {
      headers.set("Content-Type", "application/json");
      content = JSON.stringify(value);
    },
    send(value: unknown) {
      content = typeof value === "string" || value === undefined ? (value ?? null) : JSON.stringify(value);
    },
    end() {},
  };
  await handler(
    {
      method: request.method,
      query: { ...Object.fromEntries(url.searchParams), nextauth },
      body,
      cookies: cookiesOf(request.headers.get("cookie")),
      headers: Object.fromEntries(request.headers),
    },
    response,
    authOptions(),
  );
  headers.set("Cache-Control", "private, no-store");
  return new Response(status === 204 ? null : content, { status, headers });
}

async function readForm(request: Request): Promise<Record<string, unknown> | "too large"> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) return "too large";
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  if (!request.headers.get("content-type")?.includes("application/json")) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

function cookiesOf(header: string | null): Record<string, string> {
  const pairs = (header ?? "").split(";").flatMap((part) => {
    const at = part.indexOf("=");
    return at === -1 ? [] : [[part.slice(0, at).trim(), decode(part.slice(at + 1).trim())] as const];
  });
  return Object.fromEntries(pairs);
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
