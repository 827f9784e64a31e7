/**
 * Where to go after signing in: a path of this site, whatever the address bar was made to say. Anything else, and the
 * sign-in page itself, gives the overview.
 */
export function safePath(wanted: string | string[] | null | undefined): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/")) return HOME;
  // Parsed as a browser would: "//host" and "/\host" name another site.
  const base = "http://this.invalid";
  if (!URL.canParse(wanted, base)) return HOME;
  const url = new URL(wanted, base);
  if (url.origin !== base || url.pathname.startsWith("//")) return HOME;
  if (/^\/(api|sign-in)(\/|$)/i.test(url.pathname)) return HOME;
  return `${url.pathname}${url.search}${url.hash}`;
}

const HOME = "/";
