const LONGEST = 63;

/** A platform name out of a display name: "Hosco Popak & Co" is "hosco-popak-co". "" when no letter of it fits. */
export function slugify(name: string) {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/đ/g, "d")
    .replace(/ß/g, "ss")
    .replace(/[’']/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
}
