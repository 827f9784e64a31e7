import { handleAdminRequest } from "#lib/http/handle-admin-request.ts";

const ORIGIN = "http://dashboard.test";

export interface AdminAnswer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  json: any;
}

/** Calls the admin API as the server does, without a server: `callAdmin("POST", "/teams", { key, body })`. */
export async function callAdmin(
  method: string,
  path: string,
  options: { key?: string; cookie?: string; body?: unknown; raw?: BodyInit; headers?: Record<string, string> } = {},
): Promise<AdminAnswer> {
  const { key, cookie, body, raw, headers = {} } = options;
  const response = await handleAdminRequest(
    new Request(`${ORIGIN}/api/admin${path}`, {
      method,
      headers: {
        host: "dashboard.test",
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        // As a browser on the dashboard's own pages sends it.
        ...(cookie ? { cookie, origin: ORIGIN } : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(raw !== undefined ? { body: raw, duplex: "half" } : {}),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    } as RequestInit),
  );
  const isEndless = response.headers.get("content-type")?.startsWith("text/event-stream");
  const text = isEndless ? await firstPiece(response) : await response.text();
  const isJson = text !== "" && /json/.test(response.headers.get("content-type") ?? "");
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
}

/** Of an answer without end, what comes first. */
async function firstPiece(response: Response): Promise<string> {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}
