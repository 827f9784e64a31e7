import type pg from "pg";

const RAW_TABLES = ["usage_records", "turn_failures"];
/** The partial indexes of what no sum has seen yet. */
const FRESH_INDEXES = ["usage_records_unrolled_idx", "turn_failures_fresh"];

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  Plans?: PlanNode[];
}

interface Statement {
  text: string;
  values: unknown[];
}

/** Notes each statement that goes through a pool, until it is stopped. */
export function noteStatements(pool: pg.Pool): () => Statement[] {
  const statements = new Map<string, Statement>();
  const query = pool.query.bind(pool);
  const note = (first: unknown, second: unknown) => {
    const text = typeof first === "string" ? first : (first as { text?: string }).text;
    const values = Array.isArray(second) ? second : (first as { values?: unknown[] }).values;
    if (text && /^\s*(SELECT|WITH)\b/i.test(text)) statements.set(text, { text, values: values ?? [] });
  };
  pool.query = ((first: unknown, second: unknown, ...rest: unknown[]) => {
    note(first, second);
    return (query as (...all: unknown[]) => unknown)(first, second, ...rest);
  }) as typeof pool.query;
  return () => {
    pool.query = query as typeof pool.query;
    return [...statements.values()];
  };
}

/**
 * What is wrong with the plans of statements: a scan of a whole raw table, and for a report any touch of one but through
 * the index of fresh rows.
 */
export async function wrongPlans(pool: pg.Pool, statements: Statement[], isReport: boolean): Promise<string[]> {
  const wrong: string[] = [];
  for (const { text, values } of statements) {
    const { rows } = await pool.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
    const nodes = rows.flatMap((row) => row["QUERY PLAN"].flatMap(({ Plan }) => flatten(Plan)));
    for (const node of nodes) {
      const table = node["Relation Name"];
      const isBitmap = node["Node Type"] === "Bitmap Heap Scan";
      const indexes = isBitmap ? flatten(node).flatMap((one) => one["Index Name"] ?? []) : [node["Index Name"] ?? ""];
      if (!table || !RAW_TABLES.includes(table)) continue;
      const isScan = node["Node Type"] === "Seq Scan";
      const isFresh = indexes.length > 0 && indexes.every((index) => FRESH_INDEXES.includes(index));
      if (isScan || (isReport && !isFresh))
        wrong.push(`${node["Node Type"]} of ${table} by ${indexes.join(", ") || "nothing"}: ${text.slice(0, 80)}`);
    }
  }
  return wrong;
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}
