import type { IncomingMessage } from "node:http";
import { ProviderError } from "./provider-error.ts";

const maxBytes = 32 * 1024 * 1024;

/** A request's body as text; a 413 past 32 MB. */
export function readBody(req: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    req.on("data", (part: Buffer) => {
      size += part.length;
      if (size <= maxBytes) parts.push(part);
      else reject(new ProviderError(413, "The request body is too large."));
    });
    req.on("end", () => resolve(Buffer.concat(parts).toString("utf8")));
    req.on("error", reject);
    req.on("close", () => {
      if (!req.complete) reject(new ProviderError(400, "The request ended early."));
    });
  });
}
