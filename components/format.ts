import type { Locale } from "#messages/locales.ts";

export type Unit = "tokens" | "usd" | "requests" | "count" | "ms" | "share";
export type Bucket = "hour" | "day" | "month";
type DateInput = string | number | Date;

/** The formatters of one language: figures, money, durations and moments, always through Intl. */
export interface Format {
  /** Integer nano-USD (as the API sends it: text) as dollars: "$12.30", below a dollar up to 4 decimals: "$0.0123". */
  usd(nano: string | bigint | number, options?: { compact?: boolean }): string;
  /** "8,204", from ten thousand "12.3K", "4.1M"; `exact` for all digits. */
  count(value: string | bigint | number, options?: { exact?: boolean }): string;
  /** A share of one as a percentage: 0.125 is "12.5%". */
  share(share: number): string;
  /** How much more or less, without its sign: "12.5%"; past tenfold "33×", which says more than "3,204.5%". */
  change(delta: number): string;
  /** Milliseconds as "320 ms", "1.8s", "4 min". */
  ms(ms: number): string;
  /** One figure of a chart or a card. USD is in nano-USD, as everywhere. */
  value(unit: Unit, value: string | number, options?: { compact?: boolean }): string;
  date(date: DateInput, options?: { timeZone?: string }): string;
  /** To the second, without `seconds` to the minute; `zone` adds the zone's short name. */
  dateTime(date: DateInput, options?: { timeZone?: string; zone?: boolean; seconds?: boolean }): string;
  /** The hour and minute alone. */
  time(date: DateInput, options?: { timeZone?: string }): string;
  /** "now", "3 min. ago", "in 2 days"; past a month the date. `now` in ms. */
  relative(date: DateInput, now: number): string;
  /** A chart's bucket: `at` is an instant, or a plain day or month ("2026-03-01", "2026-03") that no zone may shift. */
  bucket(at: string, bucket: Bucket, options?: { timeZone?: string; long?: boolean }): string;
  /** "A, B and C". */
  list(items: readonly string[]): string;
}

const made = new Map<Locale, Format>();

export function createFormat(locale: Locale): Format {
  const found = made.get(locale) ?? build(locale);
  made.set(locale, found);
  return found;
}

const SECONDS = { second: "2-digit" } as const;
const NANO = 1_000_000_000n;
const MINUTE = ["minute", 60] as const;
const HOUR = ["hour", 3_600] as const;
const DAY = ["day", 86_400] as const;

function build(locale: Locale): Format {
  // Making an Intl formatter costs some 50 µs, a language's first more: made when asked for, then kept.
  const numberFormats = new Map<string, Intl.NumberFormat>();
  const dateFormats = new Map<string, Intl.DateTimeFormat>();
  // English as in the United States: month before day, and a comma between thousands.
  const tag = locale === "en" ? "en-US" : locale;
  let relativeFormat: Intl.RelativeTimeFormat | undefined;

  function number(options: Intl.NumberFormatOptions, value: number | bigint | Intl.StringNumericLiteral) {
    const key = JSON.stringify(options);
    const format = numberFormats.get(key) ?? new Intl.NumberFormat(tag, options);
    numberFormats.set(key, format);
    return format.format(value);
  }

  function moment(options: Intl.DateTimeFormatOptions) {
    const key = JSON.stringify(options);
    const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(tag, options);
    dateFormats.set(key, format);
    return format;
  }

  const format: Format = {
    usd(nano, { compact = false } = {}) {
      const amount = typeof nano === "number" ? BigInt(Math.round(nano)) : BigInt(nano);
      const size = amount < 0n ? -amount : amount;
      const style = { style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" } as const;
      if (compact && size >= 10_000n * NANO) {
        return number({ ...style, notation: "compact", maximumFractionDigits: 1 }, dollars(amount));
      }
      if (size === 0n || size >= NANO) return number(style, dollars(amount));
      if (size < (compact ? 10_000_000n : 100_000n)) {
        return number({ ...style, maximumSignificantDigits: 2 }, dollars(amount));
      }
      return number({ ...style, minimumFractionDigits: 2, maximumFractionDigits: compact ? 2 : 4 }, dollars(amount));
    },
    count(value, { exact = false } = {}) {
      const count = typeof value === "string" ? BigInt(value) : value;
      if (!exact && (count >= 10_000 || count <= -10_000)) {
        return number({ notation: "compact", maximumFractionDigits: 1 }, count);
      }
      return number({ maximumFractionDigits: 1 }, count);
    },
    share: (share) => number({ style: "percent", maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0 }, share),
    change(delta) {
      if (delta >= 9) return `${number({ notation: "compact", maximumFractionDigits: 0 }, delta + 1)}×`;
      return number({ style: "percent", maximumFractionDigits: 1 }, Math.abs(delta));
    },
    ms(ms) {
      const unit = { style: "unit", unitDisplay: "short" } as const;
      if (ms < 1_000) return number({ ...unit, unit: "millisecond" }, Math.round(ms));
      if (ms >= 60_000) return number({ ...unit, unit: "minute" }, Math.round(ms / 60_000));
      return number(
        // Persian's narrow second is a Latin "s".
        {
          ...unit,
          unitDisplay: locale === "fa" ? "short" : "narrow",
          unit: "second",
          maximumFractionDigits: ms < 10_000 ? 1 : 0,
        },
        ms / 1_000,
      );
    },
    value(unit, value, { compact = false } = {}) {
      if (unit === "usd") return format.usd(value, { compact });
      if (unit === "ms") return format.ms(Number(value));
      if (unit === "share") return format.share(Number(value));
      return format.count(value, { exact: !compact });
    },
    date: (date, { timeZone } = {}) => moment({ dateStyle: "medium", timeZone }).format(new Date(date)),
    dateTime(date, { timeZone, zone, seconds = true } = {}) {
      const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(seconds && SECONDS) } as const;
      const day = { year: "numeric", month: "short", day: "numeric" } as const;
      return moment({ ...day, ...time, timeZone, timeZoneName: zone ? "short" : undefined }).format(new Date(date));
    },
    time: (date, { timeZone } = {}) =>
      moment({ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(new Date(date)),
    relative(date, now) {
      const seconds = (new Date(date).getTime() - now) / 1_000;
      const size = Math.abs(seconds);
      relativeFormat ??= new Intl.RelativeTimeFormat(tag, { numeric: "auto", style: "short" });
      if (size < 45) return relativeFormat.format(0, "second");
      if (size > 30 * 86_400) return format.date(date);
      const [unit, length] = size < 3_600 ? MINUTE : size < 86_400 ? HOUR : DAY;
      return relativeFormat.format(Math.round(seconds / length) || Math.sign(seconds), unit);
    },
    bucket(at, bucket, { timeZone, long } = {}) {
      const plain = /^\d{4}-\d{2}(-\d{2})?$/.test(at);
      const zone = plain ? "UTC" : timeZone;
      const fields: Intl.DateTimeFormatOptions =
        bucket === "month"
          ? { month: long ? "long" : "short", year: "numeric" }
          : bucket === "day"
            ? { month: "short", day: "numeric", ...(long && { weekday: "short", year: "numeric" }) }
            : { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(long && { month: "short", day: "numeric" }) };
      return moment({ ...fields, timeZone: zone }).format(new Date(at));
    },
    list: (items) => new Intl.ListFormat(tag).format(items),
  };
  return format;
}

/** As decimal text, which Intl formats without a detour through a float. */
function dollars(nano: bigint) {
  const size = nano < 0n ? -nano : nano;
  const text = `${size / NANO}.${(size % NANO).toString().padStart(9, "0")}`;
  return (nano < 0n ? `-${text}` : text) as Intl.StringNumericLiteral;
}
