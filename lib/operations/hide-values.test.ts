import { expect, test } from "vitest";
import { hideValues } from "./hide-values.ts";

test.each([
  ["SELECT *\n  FROM teams WHERE id = $1", "SELECT * FROM teams WHERE id = $1"],
  [
    "UPDATE users SET name = 'O''Brien', age = 42.5 WHERE t1.id = 7",
    "UPDATE users SET name = ?, age = ? WHERE t1.id = ?",
  ],
  ["SELECT 'cut off in the midd", "SELECT ?"],
  ["SELECT $$secret$$, $tag$more$tag$ FROM x", "SELECT ?, ? FROM x"],
  ["SELECT 1 -- hunter2\n+ 2 /* hunter2 */", "SELECT ? + ?"],
])("%s", (statement, shown) => {
  expect(hideValues(statement)).toBe(shown);
});

test("long ones are cut", () => {
  expect(hideValues(`SELECT ${"column, ".repeat(50)}`)).toHaveLength(160);
});
