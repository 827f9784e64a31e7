/**
 * Why a connection does not work, in plain words. The words are what is stored and what API callers read; the dashboard
 * reads the code back from them and says the same in its reader's language.
 */
const PROBLEMS = {
  tokenMissing: "The bot token is missing. Copy it from @BotFather.",
  tokenInvalid: "Telegram says the token is not valid ({status}). Copy it again from @BotFather.",
  unreachable: "Telegram ({host}) could not be reached. It is tried again by itself.",
  redirected: "Telegram ({host}) answered with a redirect, which is not followed: the token would go along.",
  otherReceiver: "Another program receives this bot's messages (409). Stop it, or give this connection its own bot.",
  mustWait: "Telegram asks to wait (429). It is tried again by itself.",
  refused: "Telegram answered {status}: {said}. It is tried again by itself.",
  taken: "This account is already connected. Give this connection its own.",
  takenHere: "This account is already connected as “{name}”. Give this connection its own.",
} as const;

export type HealthProblemCode = keyof typeof PROBLEMS;

export interface HealthProblem {
  code: HealthProblemCode;
  /** What the words name: an HTTP status, a host, another connection of the team. */
  values: Record<string, string>;
}

/** The words of a problem. */
export function describeProblem({ code, values }: HealthProblem): string {
  return PROBLEMS[code].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
}

/** The problem that the words describe; null for words of another release. */
export function readProblem(words: string): HealthProblem | null {
  for (const [code, template] of Object.entries(PROBLEMS)) {
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
    const pattern = template
      .split(/\{\w+\}/)
      .map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
      .join("(.*?)");
    const found = new RegExp(`^${pattern}$`, "s").exec(words);
    if (!found) continue;
    const values = Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ""]));
    return { code: code as HealthProblemCode, values };
  }
  return null;
}
