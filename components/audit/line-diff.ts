export interface DiffLine {
  kind: "same" | "removed" | "added";
  text: string;
}

/** Comparing each line with each takes their product; past this the texts are shown whole. */
const MOST_COMPARISONS = 250_000;

/** Two texts line by line: the fewest lines taken out and put in that lead from one to the other. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  if (old.length * now.length > MOST_COMPARISONS) return [...whole("removed", old), ...whole("added", now)];
  const common = commonLengths(old, now);
  const lines: DiffLine[] = [];
  let [at, to] = [0, 0];
  while (at < old.length || to < now.length) {
    const [left, right] = [old[at], now[to]];
    if (left !== undefined && left === right) {
      lines.push({ kind: "same", text: left });
      at += 1;
      to += 1;
    } else if (
      left !== undefined &&
      (right === undefined || length(common, at + 1, to) >= length(common, at, to + 1))
    ) {
      lines.push({ kind: "removed", text: left });
      at += 1;
    } else {
      lines.push({ kind: "added", text: right ?? "" });
      to += 1;
    }
  }
  return lines;
}

/** How many lines the ends from each pair of places have in common. */
function commonLengths(old: readonly string[], now: readonly string[]): Uint32Array[] {
  const common = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let at = old.length - 1; at >= 0; at -= 1) {
    for (let to = now.length - 1; to >= 0; to -= 1) {
      const row = common[at] as Uint32Array;
      row[to] =
        old[at] === now[to]
          ? length(common, at + 1, to + 1) + 1
          : Math.max(length(common, at + 1, to), row[to + 1] ?? 0);
    }
  }
  return common;
}

function length(common: readonly Uint32Array[], at: number, to: number): number {
  return common[at]?.[to] ?? 0;
}

function whole(kind: DiffLine["kind"], lines: readonly string[]): DiffLine[] {
  return lines.map((text) => ({ kind, text }));
}
