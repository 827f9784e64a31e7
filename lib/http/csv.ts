import { stringify } from "csv-stringify/sync";

/** Cells that a spreadsheet would run as a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * Rows as CSV (RFC 4180), header first, for a streaming route. Text that a spreadsheet would take for a formula gets a
 * leading apostrophe; numbers stay numbers.
 * @param options.columns in order; `key` picks the row's value, null and undefined are empty
 */
export async function* csvPieces<Row extends object>(options: {
  columns: readonly { key: keyof Row & string; header: string }[];
  rows: AsyncIterable<Row> | Iterable<Row>;
}): AsyncGenerator<string> {
  const { columns, rows } = options;
  yield line(columns.map(({ header }) => header));
  for await (const row of rows) yield line(columns.map(({ key }) => row[key]));
}

function line(cells: readonly unknown[]): string {
  return stringify([cells.map(cell)], { record_delimiter: "windows", quoted_match: /[\r\n]/ });
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text =
    value instanceof Date ? value.toISOString() : typeof value === "object" ? JSON.stringify(value) : `${value}`;
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
