/** What the gate has decided so far. Seconds; `buckets` are cumulative, by their upper bound. */
export interface GateFigures {
  decided: number;
  hits: number;
  misses: number;
  buckets: Map<number, number>;
}

/** Reads a worker's Prometheus metrics. */
export async function readGateFigures(url: string): Promise<GateFigures> {
  const text = await (await fetch(url)).text();
  const figures: GateFigures = { decided: 0, hits: 0, misses: 0, buckets: new Map() };
  for (const [, name, labels = "", value] of text.matchAll(/^(switchboard_gate_\w+)\{([^}]*)\} (\S+)$/gm)) {
    const amount = Number(value);
    if (name === "switchboard_gate_verification_seconds_count") figures.decided += amount;
    if (name === "switchboard_gate_verification_seconds_bucket") {
      const bound = /le="([^"]+)"/.exec(labels)?.[1];
      const le = bound === "+Inf" ? Number.POSITIVE_INFINITY : Number(bound);
      figures.buckets.set(le, (figures.buckets.get(le) ?? 0) + amount);
    }
    if (name === "switchboard_gate_cache_total") {
      if (labels.includes('result="hit"')) figures.hits += amount;
      else figures.misses += amount;
    }
  }
  return figures;
}

export function since(before: GateFigures, after: GateFigures): GateFigures {
  return {
    decided: after.decided - before.decided,
    hits: after.hits - before.hits,
    misses: after.misses - before.misses,
    buckets: new Map([...after.buckets].map(([le, count]) => [le, count - (before.buckets.get(le) ?? 0)])),
  };
}

/** Milliseconds below which this part (0 to 1) of the decisions lies, as if each bucket were filled evenly. */
export function quantileMs({ buckets, decided }: GateFigures, part: number): number {
  const wanted = decided * part;
  let [lower, below] = [0, 0];
  for (const [le, count] of [...buckets].sort(([a], [b]) => a - b)) {
    if (count >= wanted && count > below) {
      if (!Number.isFinite(le)) return Number.POSITIVE_INFINITY;
      return (lower + ((le - lower) * (wanted - below)) / (count - below)) * 1_000;
    }
    [lower, below] = [le, count];
  }
  return Number.NaN;
}
