import { getDb, isUniqueViolation } from "../infra/db.ts";
import { fieldError } from "../infra/errors.ts";
import { said } from "../infra/said.ts";
import { nameKey } from "./name-key.ts";

/** Turns the database's refusal of a taken name into an error that says which name; anything else is rethrown as it is. */
export async function explainNameConflict(
  error: unknown,
  names: { displayName?: string | undefined; platformName?: string | undefined },
  exceptTeamId?: string,
): Promise<never> {
  if (!isUniqueViolation(error)) throw error;
  for (const path of ["displayName", "platformName"] as const) {
    const name = names[path];
    if (name === undefined) continue;
    const where = path === "displayName" ? { displayNameKey: nameKey(name) } : { platformNameKey: nameKey(name) };
    const other = await getDb().team.findFirst({ where, select: { id: true } });
    if (other && other.id !== exceptTeamId) {
      const message =
        path === "displayName"
          ? said`The display name "${name}" is taken: names differ by more than case.`
          : said`The platform name "${name}" is taken: names differ by more than case.`;
      throw fieldError("conflict", path, message);
    }
  }
  throw error;
}
