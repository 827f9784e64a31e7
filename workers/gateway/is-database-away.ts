/**
 * True for errors that mean the database cannot be reached or is shutting down: a state that passes by itself, unlike a
 * statement that is wrong. Looks through the causes, as Prisma wraps the driver's error.
 */
export function isDatabaseAway(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at && depth < 5; depth += 1) {
    const { code, message, cause, meta } = at as { code?: unknown; message?: unknown; cause?: unknown; meta?: unknown };
    if (typeof code === "string" && (AWAY_CODES.has(code) || /^(08|57P0)/.test(code))) return true;
    if (typeof message === "string" && AWAY_MESSAGES.test(message)) return true;
    at = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
  return false;
}

// Node's connection errors, and Prisma's: unreachable, timed out, closed, no free connection in time.
const AWAY_CODES = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENOTFOUND"],
  ...["P1001", "P1002", "P1008", "P1017", "P2024"],
]);
// node-postgres gives these errors no code.
const AWAY_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;
