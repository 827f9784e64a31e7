import { ApiError } from "#components/api-client.ts";

/** Calls our server's door to the sandbox: GET, or POST with a body. Throws `ApiError`; aborts pass through as they are. */
export async function sandbox<T>(path: string, options: { body?: unknown; signal?: AbortSignal } = {}): Promise<T> {
  const { body, signal } = options;
  const response = await fetch(`/api/sandbox${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: "same-origin",
    signal,
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ApiError({ status: 0, code: "unreachable", title: "Switchboard can’t be reached" });
  });
  const payload: unknown = await response.json().catch(() => undefined);
  if (response.ok) return payload as T;
  const problem = (payload ?? {}) as Partial<Record<"code" | "title" | "detail", string>>;
  throw new ApiError({
    status: response.status,
    code: problem.code ?? `http-${response.status}`,
    title: problem.title ?? `The server answered ${response.status}`,
    detail: problem.detail,
  });
}
