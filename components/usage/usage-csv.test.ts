import { expect, it } from "vitest";
import { usageCsv } from "#components/usage/usage-csv.ts";

const sums = { requests: 2, tokensIn: 10, tokensOut: 5, latencyMs: 320, partials: 0 };

function csv(rows: { group: string | null; label: string; costNano: string }[]) {
  const all = rows.map((row) => ({ ...sums, ...row }));
  const report = {
    from: "2026-01-01",
    to: "2026-01-31",
    groupBy: "key",
    totals: { ...sums, costNano: "0" },
    rows: all,
  };
  return usageCsv(report).split("\r\n").slice(1, -1);
}

it.each([
  ["1", "0.000000001"],
  ["1500000000", "1.5"],
  ["12000000000", "12"],
  ["0", "0"],
  ["9007199254740993000000001", "9007199254740993.000000001"],
])("writes %s nano-USD as %s", (costNano, text) => {
  expect(csv([{ group: "k", label: "Key", costNano }])).toEqual([`Key,k,2,10,5,${text},320,0`]);
});

it("quotes what would break a line, and disarms what a spreadsheet would run", () => {
  const lines = csv([
    { group: null, label: 'The "A", key', costNano: "0" },
    { group: "k", label: "=HYPERLINK(1)", costNano: "0" },
  ]);
  expect(lines).toEqual(['"The ""A"", key",,2,10,5,0,320,0', "'=HYPERLINK(1),k,2,10,5,0,320,0"]);
});
