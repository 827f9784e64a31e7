/** PostgreSQL's bigint, which every amount of the ledger is. */
export const MAX_AMOUNT = 9_223_372_036_854_775_807n;
