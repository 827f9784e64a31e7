import { getPool } from "#lib/infra/db.ts";

/** Every column of every table of ours, and of the queues, that can hold text, as one text each: `<table>.<column>`. */
export async function everyTextColumn(): Promise<Record<string, string>> {
  const { rows } = await getPool().query<{ schema: string; table: string; column: string }>(
    `SELECT table_schema AS schema, table_name AS table, column_name AS column FROM information_schema.columns
      WHERE table_schema IN ('public', 'bullmq')
        AND (data_type IN ('text', 'json', 'jsonb', 'character varying', 'bytea') OR data_type = 'ARRAY')`,
  );
  const found: Record<string, string> = {};
  for (const { schema, table, column } of rows) {
    const { rows: values } = await getPool().query<{ value: unknown }>(
      `SELECT "${column}" AS value FROM "${schema}"."${table}" WHERE "${column}" IS NOT NULL`,
    );
    found[`${table}.${column}`] = values.map(({ value }) => asText(value)).join("\n");
  }
  return found;
}

function asText(value: unknown): string {
  if (Buffer.isBuffer(value)) return value.toString("latin1");
  return typeof value === "string" ? value : JSON.stringify(value);
}
