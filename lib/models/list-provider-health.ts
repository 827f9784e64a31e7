import { z } from "zod";
import { getDb } from "../infra/db.ts";
import { judgeProvider, type ProviderHealth, type ProviderReport } from "./judge-provider.ts";

/** A process that has been silent for four beats is not counted on. */
const LIVE_SECONDS = 20;

const moment = z.coerce.date();
const reportSchema = z.object({
  state: z.enum(["closed", "open", "halfOpen"]),
  openedAt: moment.optional(),
  attempts: z.number().default(0),
  failures: z.number().default(0),
  firstByteMsSum: z.number().default(0),
  lastFailure: z.object({ kind: z.string(), at: moment }).optional(),
  failingSince: moment.optional(),
}) satisfies z.ZodType<ProviderReport>;
/** Another version of a process may tell more, or less. */
const breakersSchema = z.record(z.string(), reportSchema.optional().catch(undefined)).catch({});

/** How each provider does, from what the live processes said of it last. */
export async function listProviderHealth(): Promise<({ providerId: string } & ProviderHealth)[]> {
  const [providers, beats] = await Promise.all([
    getDb().provider.findMany({ select: { id: true }, orderBy: [{ priority: "asc" }, { name: "asc" }] }),
    getDb().$queryRaw<{ breakers: unknown; roles: string[] }[]>`
      SELECT figures->'breakers' AS breakers, roles FROM process_heartbeats
       WHERE seen_at > now() - make_interval(secs => ${LIVE_SECONDS}::int)`,
  ]);
  // The dashboard's own process calls no provider for anybody.
  const callers = beats.filter(({ roles }) => !roles.every((role) => role === "web"));
  const said = callers.map(({ breakers }) => breakersSchema.parse(breakers ?? {}));
  return providers.map(({ id }) => {
    const reports = said.flatMap((breakers) => breakers[id] ?? []);
    return { providerId: id, ...judgeProvider(reports, callers.length > 0) };
  });
}
