const locale = "en-US";

export type Unit = "tokens" | "usd" | "requests" | "count" | "ms" | "share";

/** Integer nano-USD (as the API sends it: text) as dollars: "$12.30", below a dollar up to 4 decimals: "$0.0123". */
export function formatUsd(nano: string | bigint | number, { compact = false } = {}) {
  const amount = typeof nano === "number" ? BigInt(Math.round(nano)) : BigInt(nano);
  const size = amount < 0n ? -amount : amount;
  const style = { style: "currency", currency: "USD" } as const;
  if (compact && size >= 10_000n * NANO) {
    return format({ ...style, notation: "compact", maximumFractionDigits: 1 }, dollars(amount));
  }
  if (size === 0n || size >= NANO) return format(style, dollars(amount));
  if (size < (compact ? 10_000_000n : 100_000n))
    return format({ ...style, maximumSignificantDigits: 2 }, dollars(amount));
  return format({ ...style, minimumFractionDigits: 2, maximumFractionDigits: compact ? 2 : 4 }, dollars(amount));
}

/** "8,204", from ten thousand "12.3K", "4.1M"; `exact` for all digits. */
export function formatCount(value: string | bigint | number, { exact = false } = {}) {
  const count = typeof value === "string" ? BigInt(value) : value;
  if (!exact && (count >= 10_000 || count <= -10_000)) {
    return format({ notation: "compact", maximumFractionDigits: 1 }, count);
  }
  return format({ maximumFractionDigits: 1 }, count);
}

/** A share of one as a percentage: 0.125 is "12.5%". */
export function formatShare(share: number) {
  return format({ style: "percent", maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0 }, share);
}

/** Milliseconds as "320 ms", "1.8 s", "4 min". */
export function formatMs(ms: number) {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${format({ maximumFractionDigits: ms < 10_000 ? 1 : 0 }, ms / 1_000)} s`;
  return `${Math.round(ms / 60_000)} min`;
}

/** One figure of a chart or a card. USD is in nano-USD, as everywhere. */
export function formatValue(unit: Unit, value: string | number, { compact = false } = {}) {
  if (unit === "usd") return formatUsd(value, { compact });
  if (unit === "ms") return formatMs(Number(value));
  if (unit === "share") return formatShare(Number(value));
  return formatCount(value, { exact: !compact });
}

type DateInput = string | number | Date;

export function formatDate(date: DateInput, { timeZone }: { timeZone?: string } = {}) {
  return dateFormat({ dateStyle: "medium", timeZone }).format(new Date(date));
}

/** To the second; `zone` adds the zone's short name. */
export function formatDateTime(date: DateInput, { timeZone, zone }: { timeZone?: string; zone?: boolean } = {}) {
  const time = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
  const day = { year: "numeric", month: "short", day: "numeric" } as const;
  return dateFormat({ ...day, ...time, timeZone, timeZoneName: zone ? "short" : undefined }).format(new Date(date));
}

/** "just now", "3 min ago", "in 2 days"; past a month the date. `now` in ms. */
export function formatRelative(date: DateInput, now: number) {
  const seconds = (new Date(date).getTime() - now) / 1_000;
  const size = Math.abs(seconds);
  if (size < 45) return seconds <= 0 ? "just now" : "in a moment";
  if (size > 30 * 86_400) return formatDate(date);
  const [unit, length] = size < 3_600 ? MINUTE : size < 86_400 ? HOUR : DAY;
  return relative.format(Math.round(seconds / length) || Math.sign(seconds), unit);
}

export type Bucket = "hour" | "day" | "month";

/** A chart's bucket: `at` is an instant, or a plain day or month ("2026-03-01", "2026-03") that no zone may shift. */
export function formatBucket(
  at: string,
  bucket: Bucket,
  { timeZone, long }: { timeZone?: string; long?: boolean } = {},
) {
  const plain = /^\d{4}-\d{2}(-\d{2})?$/.test(at);
  const zone = plain ? "UTC" : timeZone;
  const fields: Intl.DateTimeFormatOptions =
    bucket === "month"
      ? { month: long ? "long" : "short", year: "numeric" }
      : bucket === "day"
        ? { month: "short", day: "numeric", ...(long && { weekday: "short", year: "numeric" }) }
        : { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(long && { month: "short", day: "numeric" }) };
  return dateFormat({ ...fields, timeZone: zone }).format(new Date(at));
}

const NANO = 1_000_000_000n;
const MINUTE = ["minute", 60] as const;
const HOUR = ["hour", 3_600] as const;
const DAY = ["day", 86_400] as const;
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });

/** As decimal text, which Intl formats without a detour through a float. */
function dollars(nano: bigint) {
  const size = nano < 0n ? -nano : nano;
  const text = `${size / NANO}.${(size % NANO).toString().padStart(9, "0")}`;
  return (nano < 0n ? `-${text}` : text) as Intl.StringNumericLiteral;
}

// Making an Intl formatter costs some 50 µs; a table asks for thousands.
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.NumberFormatOptions, value: number | bigint | Intl.StringNumericLiteral) {
  const key = JSON.stringify(options);
  const found = numberFormats.get(key) ?? new Intl.NumberFormat(locale, options);
  numberFormats.set(key, found);
  return found.format(value);
}

function dateFormat(options: Intl.DateTimeFormatOptions) {
  const key = JSON.stringify(options);
  const found = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  dateFormats.set(key, found);
  return found;
}
