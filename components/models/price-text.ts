/** USD per million tokens, a decimal string as the API has it: "0.075" is "$0.075", "2" is "$2.00". */
export function priceText(price: string) {
  const [whole = "0", fraction = ""] = price.split(".");
  const digits = fraction.replace(/0+$/, "").padEnd(2, "0");
  return `$${BigInt(whole).toLocaleString("en-US")}.${digits}`;
}
