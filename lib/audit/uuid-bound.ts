/** Rows get their ids in processes whose clocks may differ from the database's, which says when they were made. */
const CLOCKS_APART_MS = 3_600_000;

/**
 * Ids are UUIDv7 and begin with the millisecond of their making, so a range of time is a range of ids: no index on the
 * time is needed. The bound is generous by an hour; the exact moment is still to be compared.
 */
export function uuidBound(options: { at: Date; side: "from" | "to" }): string {
  const { at, side } = options;
  const ms = Math.max(0, at.getTime() + (side === "from" ? -CLOCKS_APART_MS : CLOCKS_APART_MS));
  const hex = ms.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
}
