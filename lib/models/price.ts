const NANO_DIGITS = 9;
const PATTERN = /^(\d{1,6})(?:\.(\d{1,9}))?$/;

/**
 * A price in USD per million tokens, as people write it, in nano-USD per million tokens: exact, no floating point.
 * @throws RangeError for anything but a decimal of at most nine decimals
 */
export function parsePrice(price: string): bigint {
  const match = PATTERN.exec(price);
  if (!match) throw new RangeError(`"${price}" is not a price in USD per million tokens`);
  return BigInt(`${match[1]}${(match[2] ?? "").padEnd(NANO_DIGITS, "0")}`);
}

/** The way back: nano-USD per million tokens as USD, without needless zeros. */
export function formatPrice(nano: bigint): string {
  const digits = nano.toString().padStart(NANO_DIGITS + 1, "0");
  const decimals = digits.slice(-NANO_DIGITS).replace(/0+$/, "");
  return decimals ? `${digits.slice(0, -NANO_DIGITS)}.${decimals}` : digits.slice(0, -NANO_DIGITS);
}
