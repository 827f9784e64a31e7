import { getDb } from "../infra/db.ts";
import type { FleetProcess } from "./list-processes.ts";
import type { BreakerFigures } from "./process-figures.ts";

export interface FleetBreaker {
  providerId: string;
  providerName: string;
  /** The worst of all processes. */
  state: BreakerFigures["state"];
  openedAt: string | null;
  /** How many processes have called the provider, and how many of them leave it alone now. */
  processes: number;
  open: number;
}

const WORST = { open: 0, halfOpen: 1, closed: 2 } as const;

/** The breakers of the providers that the living processes have called: those in trouble first, then by name. */
export async function listBreakers(processes: readonly FleetProcess[]): Promise<FleetBreaker[]> {
  const byProvider = new Map<string, BreakerFigures[]>();
  for (const { alive, figures } of processes) {
    if (!alive) continue;
    for (const [id, breaker] of Object.entries(figures.breakers ?? {})) {
      byProvider.set(id, [...(byProvider.get(id) ?? []), breaker]);
    }
  }
  const providers = await getDb().provider.findMany({
    where: { id: { in: [...byProvider.keys()] } },
    select: { id: true, name: true },
  });
  return providers
    .map(({ id, name }) => {
      const all = (byProvider.get(id) ?? []).sort((a, b) => WORST[a.state] - WORST[b.state]);
      return {
        providerId: id,
        providerName: name,
        state: all[0]?.state ?? "closed",
        openedAt: all[0]?.openedAt ?? null,
        processes: all.length,
        open: all.filter(({ state }) => state !== "closed").length,
      };
    })
    .sort((a, b) => WORST[a.state] - WORST[b.state] || a.providerName.localeCompare(b.providerName));
}
