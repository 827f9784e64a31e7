import { getDb } from "../infra/db.ts";

/** The time zones that teams are in, each once. @param options.teamIds only these teams'; all by default */
export async function listTimeZones(options: { teamIds?: string[] }): Promise<string[]> {
  const rows = await getDb().team.findMany({
    where: options.teamIds ? { id: { in: options.teamIds } } : {},
    distinct: ["timeZone"],
    select: { timeZone: true },
  });
  return rows.map(({ timeZone }) => timeZone);
}
