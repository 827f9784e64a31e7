import type { SandboxMessageJson } from "#components/sandbox/sandbox-types.ts";

/**
 * What one person sees of a chat: of the messages for one reader alone theirs, in the place of what those replace, and of a
 * forum one topic.
 * @param options.threadId undefined for everything, null for the general topic
 */
export function seenBy(
  messages: readonly SandboxMessageJson[],
  options: { readerId: number | undefined; threadId: number | null | undefined },
): SandboxMessageJson[] {
  const { readerId, threadId } = options;
  const theirs = messages.filter(({ receiver }) => receiver === null || receiver.id === readerId);
  const replaced = new Set(theirs.map(({ replaces }) => replaces));
  return theirs.filter(
    (message) =>
      !replaced.has(message.messageId) &&
      (threadId === undefined || message.threadId === threadId || message.messageId === threadId),
  );
}
