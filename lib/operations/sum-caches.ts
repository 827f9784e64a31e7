import type { CacheFigures } from "../infra/fresh-cache.ts";
import type { FleetProcess } from "./list-processes.ts";

export interface FleetCache extends CacheFigures {
  name: string;
  /** How many processes have it. */
  processes: number;
}

/** The caches of all living processes, each summed over them, by name. */
export function sumCaches(processes: readonly Pick<FleetProcess, "alive" | "figures">[]): FleetCache[] {
  const sums = new Map<string, FleetCache>();
  for (const { alive, figures } of processes) {
    if (!alive) continue;
    for (const [name, { items, maxItems, hits, misses }] of Object.entries(figures.caches ?? {})) {
      const sum = sums.get(name) ?? { name, items: 0, maxItems: 0, hits: 0, misses: 0, processes: 0 };
      sums.set(name, {
        name,
        items: sum.items + items,
        maxItems: sum.maxItems + maxItems,
        hits: sum.hits + hits,
        misses: sum.misses + misses,
        processes: sum.processes + 1,
      });
    }
  }
  return [...sums.values()].sort((a, b) => a.name.localeCompare(b.name));
}
