import { ADDRESSES } from "./installation.ts";

/** Asks the sandbox's control API (docs/sandbox.md) about its Telegram, or for something to happen there. */
export async function control<T = unknown>(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await fetch(`${ADDRESSES.sandbox}/sandbox/telegram${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** What the chat's messages say, oldest first; what only one person sees is among it for that reader. */
export async function textsIn(chat: string, reader?: number): Promise<string[]> {
  const { messages } = await control<{ messages: { text: string | null }[] }>(
    "GET",
    `/chats/${chat}/messages${reader === undefined ? "" : `?as=${reader}`}`,
  );
  return messages.flatMap(({ text }) => text ?? []);
}
