/** The explorer with these in its URL; what is null or undefined is left out. */
export function usageHref(params: Readonly<Record<string, string | null | undefined>>): string {
  const entries = Object.entries(params).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return entries.length > 0 ? `/usage?${new URLSearchParams(entries)}` : "/usage";
}
