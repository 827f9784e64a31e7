const TOKENS_PER_PRICE = 1_000_000n;

/**
 * What a call costs, in nano-USD, rounded up to the next one. Pure.
 * @param route prices in nano-USD per million tokens
 */
export function costNano(
  route: { inputPrice: bigint; outputPrice: bigint },
  tokensIn: number,
  tokensOut: number,
): bigint {
  const exact = route.inputPrice * BigInt(tokensIn) + route.outputPrice * BigInt(tokensOut);
  return (exact + TOKENS_PER_PRICE - 1n) / TOKENS_PER_PRICE;
}
