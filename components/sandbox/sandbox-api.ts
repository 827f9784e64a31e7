import { api } from "#components/api-client.ts";

/** Calls our server's door to the sandbox: GET, or POST with a body. Throws `ApiError`; aborts pass through as they are. */
export function sandbox<T>(path: string, options: { body?: unknown; signal?: AbortSignal } = {}): Promise<T> {
  return api<T>(path, { ...options, base: "/api/sandbox" });
}
