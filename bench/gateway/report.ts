export interface Figures {
  perSecond: number;
  /** Milliseconds, like all times. */
  p50: number;
  p95: number;
  p99: number;
  firstByteP50: number;
  firstByteP99: number;
  ok: number;
  bad: number;
}

export interface Target {
  name: string;
  port: number;
  model: string;
  headers: Record<string, string>;
  keys: string[];
}

/** What was measured, round by round, and the text that says it. */
export class Report {
  readonly #rounds = new Map<string, Figures[]>();

  add(name: string, streamed: boolean, connections: number, figures: Figures): void {
    const key = `${name}|${streamed}|${connections}`;
    this.#rounds.set(key, [...(this.#rounds.get(key) ?? []), figures]);
  }

  median(name: string, streamed: boolean, connections: number, field: keyof Figures): number {
    return median(this.#values(name, streamed, connections, field));
  }

  table(names: string[], streamed: boolean, connections: number): string {
    const lines = names.flatMap((name) => {
      const of = (field: keyof Figures) => this.#values(name, streamed, connections, field);
      if (of("ok").length === 0) return [];
      const cells = [
        spread(of("perSecond"), 0),
        ...(["p50", "p95", "p99"] as const).map((field) => spread(of(field), 3)),
      ];
      return [`  ${name.padEnd(24)}${cells.map((cell) => cell.padStart(32)).join("")}`];
    });
    const title = `\n${streamed ? "streamed" : "whole answers"}, connections: ${connections}`;
    const columns = ["requests/s", "p50 ms", "p95 ms", "p99 ms"].map((name) => `${name} (min/med/max)`.padStart(32));
    return [title, `  ${"".padEnd(24)}${columns.join("")}`, ...lines].join("\n");
  }

  #values(name: string, streamed: boolean, connections: number, field: keyof Figures): number[] {
    return (this.#rounds.get(`${name}|${streamed}|${connections}`) ?? []).map((figures) => figures[field]);
  }
}

function spread(values: number[], digits: number): string {
  const shown = [Math.min(...values), median(values), Math.max(...values)].map((value) => value.toFixed(digits));
  return shown.join(" / ");
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
