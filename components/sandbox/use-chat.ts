import { useCallback, useEffect, useReducer } from "react";
import { errorMessage } from "#components/api-client.ts";
import { chatReducer, NEW_CHAT } from "#components/sandbox/chat-state.ts";
import { sandbox } from "#components/sandbox/sandbox-api.ts";
import type { SandboxMessageJson, TranscriptJson } from "#components/sandbox/sandbox-types.ts";

const REOPEN_MS = 2_000;

/**
 * One chat as it happens: the transcript, kept current by server-sent events, and what is being sent.
 * @param onMembers when somebody's standing there has changed, or a topic was opened; it must stay the same function
 */
export function useChat(chatKey: string, onMembers: () => void) {
  const [state, dispatch] = useReducer(chatReducer, NEW_CHAT);
  const path = `/chats/${chatKey}`;

  useEffect(() => {
    const left = new AbortController();
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    function open() {
      source = new EventSource(`/api/sandbox${path}/events`);
      // The stream stands before the transcript is read, so that nothing falls between the two.
      source.addEventListener("ready", read);
      for (const type of ["message", "edit", "delete", "action", "draft"] as const) {
        source.addEventListener(type, ({ data }) => dispatch({ type, event: JSON.parse(data), now: Date.now() }));
      }
      for (const type of ["member", "join_request", "chat"]) source.addEventListener(type, onMembers);
      source.addEventListener("error", () => {
        dispatch({ type: "lost" });
        // It comes back from a broken line by itself, from a refusal it doesn't.
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, REOPEN_MS);
      });
    }

    async function read() {
      // Nobody told us of other chats, this one included, while it wasn't open.
      onMembers();
      try {
        const transcript = await sandbox<TranscriptJson>(`${path}/messages`, { signal: left.signal });
        dispatch({ type: "transcript", transcript, now: Date.now() });
      } catch (error) {
        if (!left.signal.aborted) dispatch({ type: "failed", problem: errorMessage(error) });
      }
    }

    dispatch({ type: "reset" });
    open();
    return () => {
      left.abort();
      clearTimeout(timer);
      source?.close();
    };
  }, [path, onMembers]);

  useEffect(() => {
    if (state.typingUntil === null) return;
    const timer = setTimeout(() => dispatch({ type: "quiet" }), Math.max(0, state.typingUntil - Date.now()));
    return () => clearTimeout(timer);
  }, [state.typingUntil]);

  const send = useCallback(
    async (message: { userId: number; text: string; replyTo?: number; threadId?: number }) => {
      const localId = crypto.randomUUID();
      const { userId, text, replyTo, threadId } = message;
      dispatch({ type: "sending", pending: { localId, userId, text, replyTo, threadId, at: Date.now() } });
      try {
        const sent = await sandbox<SandboxMessageJson>(`${path}/messages`, { body: message });
        dispatch({ type: "sent", localId, message: sent });
      } catch (error) {
        dispatch({ type: "unsent", localId, problem: errorMessage(error) });
      }
    },
    [path],
  );
  const forget = useCallback((localId: string) => dispatch({ type: "forget", localId }), []);

  return { ...state, send, forget };
}
