type Values = Record<string, unknown> | null;

const NAMING_FIELDS = ["displayName", "name", "title", "email", "publicId", "host", "type"];

/** What an entry is about, in a word: its name where it has one. */
export function targetName({ before, after }: { before: Values; after: Values }): string | undefined {
  for (const values of [after, before]) {
    for (const field of NAMING_FIELDS) {
      const value = values?.[field];
      if (typeof value === "string" && value !== "") return value;
    }
  }
  return undefined;
}
