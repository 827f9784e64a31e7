/** One message on the platform. */
export interface DeliveredPart {
  id: string;
  /** False while it only shows a draft. */
  done: boolean;
}

/**
 * How far an answer has got on the platform; kept in the message's `delivery`. An inbound message has one too, while its
 * answer is still being produced and shows as a growing draft.
 */
export interface DeliveryState {
  parts?: DeliveredPart[];
  /**
   * Noted before each call that makes a new message: which part, and ids that the new message must lie above. Found
   * without that part's id, it says that the call's outcome is unknown.
   */
  sending?: { part: number; after: string[] };
  attempts?: number;
  /** Why it failed for good, in the platform's words. */
  error?: string;
}
