import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { invalidField } from "../infra/errors.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import type { TypeDefaults } from "../infra/prisma/client.ts";
import type { TeamType } from "../infra/prisma/enums.ts";
import { said } from "../infra/said.ts";
import { BUILTIN_DEFAULTS, type ConfigValues } from "./builtin-defaults.ts";
import { checkModels } from "./check-models.ts";
import { TYPE_DEFAULTS_KEY } from "./load-type-defaults.ts";

/** Makes the editable row of each type that has none yet, from the built-in defaults. Every start may call it. */
export async function ensureTypeDefaults(): Promise<void> {
  const { count } = await getDb().typeDefaults.createMany({
    data: (Object.keys(BUILTIN_DEFAULTS) as TeamType[]).map((type) => {
      const { availableModels, commands, ...values } = BUILTIN_DEFAULTS[type];
      return { type, ...values, availableModels: [...availableModels], commands: [...commands] };
    }),
    skipDuplicates: true,
  });
  if (count > 0) await dropEverywhere([TYPE_DEFAULTS_KEY]);
}

/** Both types' defaults, made on first use. */
export async function listTypeDefaults(): Promise<TypeDefaults[]> {
  const rows = await getDb().typeDefaults.findMany({ orderBy: { type: "asc" } });
  if (rows.length === Object.keys(BUILTIN_DEFAULTS).length) return rows;
  await ensureTypeDefaults();
  return getDb().typeDefaults.findMany({ orderBy: { type: "asc" } });
}

/**
 * Changes what all teams of a type inherit; what is left out stays.
 * @throws AppError invalid_input for a model that does not exist, or a default model outside the available ones
 */
export async function updateTypeDefaults(options: {
  type: TeamType;
  changes: { [K in keyof ConfigValues]?: ConfigValues[K] | undefined };
  actor: Actor;
}): Promise<TypeDefaults> {
  const { type, changes, actor } = options;
  await ensureTypeDefaults();
  const row = await getDb().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM type_defaults WHERE type = ${type}::"TeamType" FOR UPDATE`;
    const before = await tx.typeDefaults.findUniqueOrThrow({ where: { type } });
    await checkModels(tx, { path: "availableModels", ids: changes.availableModels ?? [] });
    await checkModels(tx, { path: "defaultModel", ids: changes.defaultModel ? [changes.defaultModel] : [] });
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const after = await tx.typeDefaults.update({ where: { type }, data: given });
    const restricted = after.availableModels.length > 0 && (changes.defaultModel || changes.availableModels);
    if (restricted && !after.availableModels.includes(after.defaultModel)) {
      const path = changes.defaultModel ? "defaultModel" : "availableModels";
      throw invalidField(path, said`The default model "${after.defaultModel}" must be one of the available models.`);
    }
    await writeAudit(tx, {
      actor,
      action: "type_defaults.update",
      teamId: null,
      targetType: "type_defaults",
      targetId: null,
      before: shown(before),
      after: shown(after),
    });
    return after;
  });
  await dropEverywhere([TYPE_DEFAULTS_KEY]);
  return row;
}

function shown({ updatedAt: _, type: __, ...values }: TypeDefaults) {
  return values;
}
