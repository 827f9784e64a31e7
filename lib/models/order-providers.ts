import { type Actor, writeAudit } from "../audit/write-audit.ts";
import { getDb } from "../infra/db.ts";
import { invalidField } from "../infra/errors.ts";
import { dropEverywhere } from "../infra/fresh-cache.ts";
import { said } from "../infra/said.ts";
import { CATALOG_KEY } from "./load-catalog.ts";

/** Between two priorities, so that the API can put one in between. */
const STEP = 10;

/**
 * Sets the order in which the providers of a model are asked, for all models at once: priorities become 10, 20, 30…
 * @param options.providerIds every provider, first to last
 * @throws AppError invalid_input when they are not exactly the providers there are: somebody has added one meanwhile
 */
export async function orderProviders(options: { providerIds: readonly string[]; actor: Actor }): Promise<void> {
  const { providerIds, actor } = options;
  await getDb().$transaction(async (tx) => {
    // Two operators who order at once: the second sees the first one's order.
    await tx.$queryRaw`SELECT 1 FROM providers ORDER BY id FOR UPDATE`;
    const before = await tx.provider.findMany({ orderBy: [{ priority: "asc" }, { name: "asc" }] });
    const byId = new Map(before.map((provider) => [provider.id, provider]));
    const wanted = new Set(providerIds);
    if (wanted.size !== providerIds.length || wanted.size !== byId.size || providerIds.some((id) => !byId.has(id))) {
      throw invalidField("providerIds", said`must name every provider once; the list has changed since it was loaded`);
    }
    await tx.$executeRaw`
      UPDATE providers SET priority = wanted.place * ${STEP}::int, updated_at = now()
        FROM unnest(${[...providerIds]}::uuid[]) WITH ORDINALITY AS wanted (id, place)
       WHERE providers.id = wanted.id AND providers.priority <> wanted.place * ${STEP}::int`;
    await writeAudit(tx, {
      actor,
      action: "provider.reorder",
      teamId: null,
      targetType: "provider",
      targetId: null,
      before: { order: before.map(({ name }) => name) },
      after: { order: providerIds.map((id) => byId.get(id)?.name ?? id) },
    });
  });
  await dropEverywhere([CATALOG_KEY]);
}
