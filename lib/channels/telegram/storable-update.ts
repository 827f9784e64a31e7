import { AppError } from "../../infra/errors.ts";
import { said } from "../../infra/said.ts";

// Telegram's own updates have about fifteen levels.
const MAX_DEPTH = 100;

/**
 * An update with texts that PostgreSQL can hold, in a job as in a row: NUL and halves of surrogate pairs become U+FFFD. An
 * update that cannot be queued would stop its bot, because Telegram sends nothing later until it is taken.
 * @throws AppError malformed_request when it is nested deeper than any update is
 */
export function storableUpdate<U extends object>(update: U): U {
  return storable(update, 0) as U;
}

function storable(value: unknown, depth: number): unknown {
  if (typeof value === "string") return value.replaceAll("\0", "\ufffd").toWellFormed();
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MAX_DEPTH) throw new AppError("malformed_request", said`The update is nested deeper than ${MAX_DEPTH}.`);
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1));
  const entries = Object.entries(value).map(([key, field]) => [storable(key, depth), storable(field, depth + 1)]);
  return Object.fromEntries(entries);
}
