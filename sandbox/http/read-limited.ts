const maxBytes = 10 * 1024 * 1024;

/** A request's body, or undefined when it is over 10 MB. Stops reading there, whatever length was announced. */
export async function readLimited(request: Request): Promise<Buffer<ArrayBuffer> | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
