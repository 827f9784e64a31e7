import { invalidField } from "../infra/errors.ts";
import { said } from "../infra/said.ts";

/** What makes two names the same: NFKC, case and surrounding or repeated white space do not tell them apart. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase().normalize("NFKC").replace(/\s+/g, " ").trim();
}

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * A platform name in its canonical form: NFKC, lower case.
 * @throws AppError invalid_input when it is not a slug
 */
export function canonicalPlatformName(name: string): string {
  const canonical = nameKey(name);
  if (!SLUG.test(canonical) || canonical.length > 63) {
    throw invalidField(
      "platformName",
      said`"${name}" is not a platform name: use lower-case letters, digits and single hyphens, such as hosco-popak.`,
    );
  }
  return canonical;
}

/** A display name as it is stored. */
export function canonicalDisplayName(name: string): string {
  return name.normalize("NFC").trim();
}

/**
 * A time zone in its canonical spelling.
 * @throws AppError invalid_input for one that the IANA database does not have (offsets such as +02:00 are none)
 */
export function canonicalTimeZone(timeZone: string): string {
  try {
    if (/^[+-]/.test(timeZone)) throw new RangeError();
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    throw invalidField(
      "timeZone",
      said`"${timeZone}" is not a known time zone: use an IANA name such as Europe/Berlin or UTC.`,
    );
  }
}
