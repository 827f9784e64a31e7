export interface FieldError {
  /** Where in the body: "overrides.rateLimit". */
  path: string;
  message: string;
}

/** What the server refused or failed to do, as its problem+json says it. Status 0: the server wasn't reached at all. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly fieldErrors: readonly FieldError[];
  /** Everything the problem says, for what only one page understands. */
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(problem: { status: number; code: string; title?: string; detail?: string; errors?: FieldError[] }) {
    const title = problem.title ?? problem.code;
    super(problem.detail || title);
    this.status = problem.status;
    this.code = problem.code;
    this.title = title;
    this.detail = problem.detail || title;
    this.fieldErrors = problem.errors ?? [];
    this.problem = problem;
  }
}

export interface ApiInit {
  /** GET without a body, POST with one. */
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  /** Entries that are null, undefined or empty are left out. */
  query?: Record<string, string | number | boolean | null | undefined>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** The admin API when left out. */
  base?: "/api/admin" | "/api/sandbox" | "/api/miniapp";
}

/** Calls the admin API: `api<Team>("/teams", { body })`. Throws `ApiError`; aborts pass through as they are. */
export async function api<T>(path: string, init: ApiInit = {}): Promise<T> {
  const { method, body, query, headers, signal, base = "/api/admin" } = init;
  const response = await fetch(`${base}${path}${queryString(query)}`, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      Accept: "application/json, application/problem+json",
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: "same-origin",
    signal,
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ApiError({ status: 0, code: "unreachable" });
  });
  const payload = await readJson(response);
  if (!response.ok) throw toApiError(response.status, payload);
  return payload as T;
}

export type DescribeError = (error: unknown) => string;

let inWords: DescribeError = (error) =>
  error instanceof ApiError ? error.detail : "Something went wrong on this page. Reload it and try again.";

/** Gives `errorMessage` the viewer's language: app/providers.tsx does, once per page load, with `useErrorMessage`. */
export function setErrorMessage(next: DescribeError) {
  inWords = next;
}

/** For toasts and inline messages: always a sentence a person can use. In components the same comes from `useErrorMessage`. */
export function errorMessage(error: unknown): string {
  return inWords(error);
}

function queryString(query: ApiInit["query"]) {
  const entries = Object.entries(query ?? {}).filter(
    ([, value]) => value !== null && value !== undefined && value !== "",
  );
  return entries.length > 0 ? `?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)]))}` : "";
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's error page, say. The status tells enough.
    return undefined;
  }
}

function toApiError(status: number, payload: unknown) {
  const problem = (typeof payload === "object" && payload !== null ? payload : {}) as Record<string, unknown>;
  const text = (key: string) => (typeof problem[key] === "string" ? problem[key] : undefined);
  return new ApiError({
    ...problem,
    status,
    code: text("code") ?? `http-${status}`,
    title: text("title"),
    detail: text("detail"),
    errors: Array.isArray(problem.errors) ? problem.errors.filter(isFieldError) : undefined,
  });
}

function isFieldError(value: unknown): value is FieldError {
  const candidate = value as Partial<FieldError> | null;
  return typeof candidate?.path === "string" && typeof candidate.message === "string";
}
