import { readFileSync } from "node:fs";
import { parseSync } from "@swc/core";

/** A node of SWC's syntax tree. */
export interface Node {
  type?: string;
  span?: { start: number; end: number };
  [field: string]: unknown;
}

/**
 * Visits every node of a TSX or TS module.
 * @param visit gets the node, and the function that tells its line
 */
export function walkSource(path: string, visit: (node: Node, lineOf: (node: Node) => number) => void): void {
  const source = readFileSync(path, "utf8");
  const module = parseSync(source, { syntax: "typescript", tsx: path.endsWith(".tsx") }) as unknown as Node;
  const bytes = Buffer.from(source);
  const start = (module.span?.start ?? 1) - leadingBytes(source);
  const lineOf = (node: Node) =>
    bytes
      .subarray(0, (node.span?.start ?? start) - start)
      .toString()
      .split("\n").length;
  walk(module, (node) => visit(node, lineOf));
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (typeof value === "object" && value !== null) {
    visit(value as Node);
    for (const inner of Object.values(value)) walk(inner, visit);
  }
}

// SWC counts a module's span from its first token, not from the start of the file.
function leadingBytes(source: string): number {
  return Buffer.byteLength(/^(\s|\/\/.*\n|\/\*[\s\S]*?\*\/)*/.exec(source)?.[0] ?? "");
}
