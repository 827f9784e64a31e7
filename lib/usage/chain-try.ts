/** One try at a provider for an answer. */
export interface ChainTry {
  /** Public id. */
  model: string;
  /** The provider's name. */
  provider: string;
  /** `ok`, or why there was no answer: a provider failure's kind. */
  outcome: string;
  /** The provider's HTTP status, where it gave one. */
  status?: number;
  /** Whole milliseconds, to the first byte or the failure. */
  ms: number;
}
