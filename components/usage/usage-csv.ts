import type { UsageReportJson } from "#lib/http/resources/usage.ts";

const NANO_DIGITS = 9;

/** A report as CSV (RFC 4180), in the order of its rows. Money is exact, in USD. */
export function usageCsv({ groupBy, rows }: UsageReportJson): string {
  const header = [
    groupBy,
    "id",
    "messages",
    "input_tokens",
    "output_tokens",
    "cost_usd",
    "mean_latency_ms",
    "ended_early",
  ];
  const lines = rows.map((row) => [
    row.label,
    row.group ?? "",
    row.requests,
    row.tokensIn,
    row.tokensOut,
    usd(row.costNano),
    row.latencyMs ?? "",
    row.partials,
  ]);
  return [header, ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number) {
  if (typeof value === "number") return String(value);
  // A spreadsheet would run a name that begins like a formula.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function usd(nano: string) {
  const digits = nano.padStart(NANO_DIGITS + 1, "0");
  const fraction = digits.slice(-NANO_DIGITS).replace(/0+$/, "");
  return fraction ? `${digits.slice(0, -NANO_DIGITS)}.${fraction}` : digits.slice(0, -NANO_DIGITS);
}
