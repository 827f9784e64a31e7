import { lookup as dnsLookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { Agent, errors, request } from "undici";
import { checkOutgoingUrl, type UrlProblem } from "./check-outgoing-url.ts";
import { isPublicAddress } from "./is-public-address.ts";

export type FetchProblem = UrlProblem | "unresolvable" | "unreachable" | "timeout";

export type SafeAnswer =
  /** Any status; redirects are answers, too, and are never followed. `isCut`: the body was longer than `maxBytes`. */
  | { ok: true; status: number; headers: Record<string, string>; body: string; isCut: boolean }
  | { ok: false; problem: FetchProblem };

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<{ address: string; family: number }[]>;

export interface SafeFetchOptions {
  url: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
  /** For everything together: resolving, connecting, sending and reading. Milliseconds. */
  timeoutMs: number;
  /** How much of the answer is read, in bytes. */
  maxBytes: number;
  /** Hosts that may be inside: see checkOutgoingUrl. */
  allowedHosts: ReadonlySet<string>;
  /** The system's resolver unless a test has its own. */
  resolve?: Resolve;
}

/**
 * Asks a URL that a tenant gave, without letting it reach inside: the socket connects to nothing but an address that was
 * looked up and checked for this very connection, so a name that changes its address between check and use gains nothing.
 * Redirects are not followed, nothing is sent along from elsewhere, and time and size are bounded. Never throws.
 */
export async function safeFetch(options: SafeFetchOptions): Promise<SafeAnswer> {
  const { resolve = (hostname) => dnsLookup(hostname, { all: true }) } = options;
  const checked = checkOutgoingUrl(options);
  if (!checked.ok) return checked;
  const agent = new Agent({
    // A connection for one request, so that each is looked up and checked anew.
    pipelining: 0,
    connections: 1,
    allowH2: false,
    connect: { timeout: options.timeoutMs, lookup: checkedLookup(resolve, checked.isAllowed) },
  });
  const signal = AbortSignal.timeout(options.timeoutMs);
  try {
    const { statusCode, headers, body } = await request(checked.url, {
      dispatcher: agent,
      signal,
      method: options.method ?? "GET",
      headers: options.headers ?? {},
      ...(options.body === undefined ? {} : { body: options.body }),
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
    });
    const read = await readBounded(body, options.maxBytes);
    return { ok: true, status: statusCode, headers: flatten(headers), ...read };
  } catch (error) {
    return { ok: false, problem: signal.aborted ? "timeout" : problemOf(error) };
  } finally {
    // Whatever is still open is of no use to anybody.
    await agent.destroy().catch(() => undefined);
  }
}

class LookupRefused extends Error {
  readonly problem: FetchProblem;

  constructor(problem: FetchProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** A lookup whose answer the socket connects to: one address inside spoils the whole name. */
function checkedLookup(resolve: Resolve, isAllowed: boolean): LookupFunction {
  return (hostname, options, callback) => {
    const answer = async () => {
      const found = await resolve(hostname).catch(() => []);
      if (found.length === 0) throw new LookupRefused("unresolvable");
      if (!isAllowed && found.some(({ address }) => !isPublicAddress(address))) {
        throw new LookupRefused("privateAddress");
      }
      return found;
    };
    answer().then(
      (found) => {
        if (options.all) return callback(null, found);
        const [first] = found;
        callback(null, first?.address ?? "", first?.family);
      },
      (error) => callback(error, ""),
    );
  };
}

function problemOf(error: unknown): FetchProblem {
  if (error instanceof LookupRefused) return error.problem;
  const timeouts = [errors.ConnectTimeoutError, errors.HeadersTimeoutError, errors.BodyTimeoutError];
  return timeouts.some((type) => error instanceof type) ? "timeout" : "unreachable";
}

async function readBounded(body: AsyncIterable<Buffer>, maxBytes: number): Promise<{ body: string; isCut: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk.subarray(0, maxBytes - size));
    size += chunk.length;
    // Leaving the loop destroys the stream.
    if (size > maxBytes) return { body: Buffer.concat(chunks).toString("utf8"), isCut: true };
  }
  return { body: Buffer.concat(chunks).toString("utf8"), isCut: false };
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}
