import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

let registry: Registry | undefined;

/** The process's Prometheus registry. */
export function metricsRegistry(): Registry {
  if (!registry) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry });
  }
  return registry;
}

export function counter<T extends string>(name: string, help: string, labelNames: T[] = []): Counter<T> {
  return existing<Counter<T>>(name) ?? new Counter({ name, help, labelNames, registers: [metricsRegistry()] });
}

export function gauge<T extends string>(name: string, help: string, labelNames: T[] = []): Gauge<T> {
  return existing<Gauge<T>>(name) ?? new Gauge({ name, help, labelNames, registers: [metricsRegistry()] });
}

/** @param buckets in seconds */
export function histogram<T extends string>(
  name: string,
  help: string,
  labelNames: T[] = [],
  buckets: number[] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
): Histogram<T> {
  return (
    existing<Histogram<T>>(name) ?? new Histogram({ name, help, labelNames, buckets, registers: [metricsRegistry()] })
  );
}

function existing<M>(name: string): M | undefined {
  return metricsRegistry().getSingleMetric(name) as M | undefined;
}
