import type { LimitJson } from "#lib/http/resources/limits.ts";

const NANO_DIGITS = 9;
/** PostgreSQL's bigint, which holds the amount. */
const MOST = 9_223_372_036_854_775_807n;

/** Why a text is no amount: a key of the messages. */
export type AmountProblem = "empty" | "dollars" | "whole" | "decimals" | "zero" | "tooMuch";

export type ParsedAmount = { ok: true; amount: string } | { ok: false; problem: AmountProblem };

/**
 * What was typed as a limit's amount, as the admin API takes it: whole requests or tokens, dollars as nano-USD. Digit by
 * digit, never by way of a float, so $0.10 is 100000000 and not a little off. "1,000" and "$5" are understood.
 */
export function parseAmount(unit: LimitJson["unit"], typed: string): ParsedAmount {
  const text = typed.trim().replace(/^\$\s*/, "");
  if (text === "") return { ok: false, problem: "empty" };
  const grouped = /^\d{1,3}(,\d{3})+(\.\d*)?$/.test(text);
  const [, whole, fraction = ""] = /^(\d*)(?:\.(\d*))?$/.exec(grouped ? text.replaceAll(",", "") : text) ?? [];
  if (whole === undefined || (whole === "" && fraction === "")) {
    return { ok: false, problem: unit === "cost" ? "dollars" : "whole" };
  }
  if (unit !== "cost" && text.includes(".")) return { ok: false, problem: "whole" };
  if (fraction.length > NANO_DIGITS) return { ok: false, problem: "decimals" };
  const digits = unit === "cost" ? whole + fraction.padEnd(NANO_DIGITS, "0") : whole;
  const amount = BigInt(digits || "0");
  if (amount === 0n) return { ok: false, problem: "zero" };
  if (amount > MOST) return { ok: false, problem: "tooMuch" };
  return { ok: true, amount: amount.toString() };
}

/** The amount as it would be typed: nano-USD as plain dollars, without a detour through a float. */
export function typedAmount(unit: LimitJson["unit"], amount: string) {
  if (unit !== "cost") return amount;
  const digits = amount.padStart(NANO_DIGITS + 1, "0");
  const cents = digits.slice(-NANO_DIGITS).replace(/0+$/, "");
  const whole = digits.slice(0, -NANO_DIGITS);
  return cents === "" ? whole : `${whole}.${cents.padEnd(2, "0")}`;
}
