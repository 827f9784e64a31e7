/**
 * A Retry-After header (RFC 9110, 10.2.3): seconds, or a date.
 * @returns milliseconds from `now`, never below 0; undefined without one that can be read
 */
export function parseRetryAfter(options: { value: string | undefined; now: Date }): number | undefined {
  const value = options.value?.trim();
  if (!value) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const at = /^[A-Za-z]{3,9},? /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - options.now.getTime());
}
