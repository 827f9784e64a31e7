import { expect, it } from "vitest";
import { priceText } from "#components/models/price-text.ts";

it.each([
  ["0", "$0.00"],
  ["2", "$2.00"],
  ["0.075", "$0.075"],
  ["1234.500000000", "$1,234.50"],
  ["0.000000001", "$0.000000001"],
])("%s is %s", (price, text) => {
  expect(priceText(price)).toBe(text);
});
