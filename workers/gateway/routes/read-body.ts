export type ReadBody = { ok: true; value: unknown } | { ok: false; status: 400 | 413 | 415; message: string };

/**
 * Reads a JSON body without ever holding more than `maxBytes` of it, whatever its Content-Length says.
 * @returns the parsed value, or the status and the words to refuse it with
 */
export async function readBody(request: Request, maxBytes: number): Promise<ReadBody> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") return refuse(415, "Send the body as application/json.");
  const tooLarge = refuse(413, `The body is larger than ${maxBytes} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    const reader = request.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.byteLength;
      if (size > maxBytes) {
        await reader.cancel().catch(() => undefined);
        return tooLarge;
      }
      chunks.push(read.value);
    }
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString("utf8")) };
  } catch {
    return refuse(400, "The body is not valid JSON.");
  }
}

function refuse(status: 400 | 413 | 415, message: string): ReadBody {
  return { ok: false, status, message };
}
