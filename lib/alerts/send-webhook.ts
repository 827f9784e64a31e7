import { Webhook } from "standardwebhooks";
import { safeFetch } from "../infra/safe-fetch.ts";
import { judgeAnswer, type Outcome } from "./judge-answer.ts";

const TIMEOUT_MS = 10_000;
/** Of the answer only the status matters. */
const MAX_BYTES = 4_096;

/**
 * Posts a payload, signed as standardwebhooks.com has it. The id is the delivery's: whoever gets it twice knows.
 * @param options.allowedHosts hosts that may be inside
 */
export async function sendWebhook(options: {
  url: string;
  secret: string;
  id: string;
  payload: Record<string, unknown>;
  allowedHosts: ReadonlySet<string>;
  now: Date;
  /** For the whole exchange, in milliseconds. */
  timeoutMs?: number;
}): Promise<Outcome> {
  const { url, secret, id, now, allowedHosts, timeoutMs = TIMEOUT_MS } = options;
  const body = JSON.stringify(options.payload);
  const answer = await safeFetch({
    ...{ url, body, allowedHosts, method: "POST", timeoutMs, maxBytes: MAX_BYTES },
    headers: {
      "content-type": "application/json",
      "user-agent": "Switchboard-Alerts/1",
      "webhook-id": id,
      "webhook-timestamp": `${Math.floor(now.getTime() / 1_000)}`,
      "webhook-signature": new Webhook(secret).sign(id, now, body),
    },
  });
  return judgeAnswer({ answer, now });
}
