import type { Tx } from "../infra/db.ts";
import { invalidField } from "../infra/errors.ts";
import { said } from "../infra/said.ts";

/**
 * Refuses model ids that are not in the catalog, by name. Disabled ones pass: they may be enabled again.
 * @param path the field that names them
 * @throws AppError invalid_input
 */
export async function checkModels(tx: Tx, options: { path: string; ids: readonly string[] }): Promise<void> {
  if (options.ids.length === 0) return;
  const known = await tx.model.findMany({
    where: { publicId: { in: [...options.ids] } },
    select: { publicId: true },
    distinct: ["publicId"],
  });
  const knownIds = new Set(known.map((model) => model.publicId));
  const unknown = [...new Set(options.ids)].filter((id) => !knownIds.has(id));
  if (unknown.length > 0) {
    throw invalidField(
      options.path,
      said`There is no model ${unknown.map((id) => `"${id}"`).join(", ")}: use public ids of the models list.`,
    );
  }
}
