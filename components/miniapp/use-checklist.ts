import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, api } from "#components/api-client.ts";

/** What app/api/miniapp answers. */
export interface ChecklistJson {
  status: "open" | "admitted" | "member" | "queued" | "over";
  group: { title: string };
  rule: "all" | "any";
  channels: ChecklistChannel[];
  expiresAt: string;
}

export interface ChecklistChannel {
  id: string;
  title: string;
  username: string | null;
  url: string | null;
  state: "member" | "not_member" | "unknown";
}

/** Whoever comes back from Telegram's own pages is checked by themselves, but not more often than this, in ms. */
const BY_ITSELF_EVERY_MS = 4_000;
/** How long after its end a list is looked at once more, in ms: two clocks differ a little. */
const AFTER_END_MS = 1_500;

function isComplete({ channels, rule }: ChecklistJson): boolean {
  const isMember = ({ state }: ChecklistChannel) => state === "member";
  return rule === "all" ? channels.every(isMember) : channels.some(isMember);
}

/** One request to join: looked at when the page opens, checked when asked to and when the person comes back. */
export function useChecklist(options: { checklistId: string; initData: string; locale: string }) {
  const { checklistId, initData, locale } = options;
  const [list, setList] = useState<ChecklistJson>();
  const [problem, setProblem] = useState<ApiError>();
  const [isChecking, setChecking] = useState(false);
  /** How often it was checked to no avail. */
  const [misses, setMisses] = useState(0);
  const busy = useRef(false);
  const lastAt = useRef(0);

  const ask = useCallback(
    async (method: "GET" | "POST") => {
      if (busy.current) return;
      busy.current = true;
      lastAt.current = Date.now();
      setChecking(true);
      const headers = { Authorization: `tma ${initData}`, "Accept-Language": locale };
      const call = (verb: "GET" | "POST") =>
        api<ChecklistJson>(`/join/${checklistId}`, { method: verb, headers, base: "/api/miniapp" });
      try {
        let answer = await call(method);
        // Who has joined all there is, and opens the page, need not press anything.
        if (method === "GET" && answer.status === "open" && isComplete(answer)) answer = await call("POST");
        setList(answer);
        setProblem(undefined);
        if (method === "POST" && answer.status === "open") setMisses((count) => count + 1);
      } catch (error) {
        setProblem(error instanceof ApiError ? error : new ApiError({ status: 0, code: "unreachable" }));
      } finally {
        busy.current = false;
        setChecking(false);
      }
    },
    [checklistId, initData, locale],
  );

  useEffect(() => void ask("GET"), [ask]);

  const isOpen = list?.status === "open";
  useEffect(() => {
    if (!isOpen) return;
    const comeBack = () => {
      const isBack = document.visibilityState === "visible" && Date.now() - lastAt.current > BY_ITSELF_EVERY_MS;
      if (isBack) void ask("POST");
    };
    document.addEventListener("visibilitychange", comeBack);
    window.addEventListener("focus", comeBack);
    return () => {
      document.removeEventListener("visibilitychange", comeBack);
      window.removeEventListener("focus", comeBack);
    };
  }, [isOpen, ask]);

  const expiresAt = isOpen ? list.expiresAt : undefined;
  useEffect(() => {
    if (expiresAt === undefined) return;
    const left = Math.max(0, Date.parse(expiresAt) - Date.now()) + AFTER_END_MS;
    const timer = setTimeout(() => void ask("GET"), left);
    return () => clearTimeout(timer);
  }, [expiresAt, ask]);

  return { list, problem, isChecking, misses, look: () => ask("GET"), check: () => ask("POST") };
}
