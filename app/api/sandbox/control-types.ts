/** What we read of the sandbox's answers; docs/sandbox.md has all of it. */
export interface ControlUser {
  id: number;
  isBot: boolean;
  firstName: string;
  lastName: string | null;
  username: string | null;
}

export interface ControlBot {
  id: number;
  username: string;
  firstName: string;
  canReadAllGroupMessages: boolean;
  commands: { scope: string; commands: { command: string; description: string }[] }[];
}

export interface ControlChat {
  key: string;
  id: number;
  type: "private" | "group" | "supergroup" | "channel";
  title: string;
  dialogue: { botId: number; userId: number; started: boolean; blocked: boolean } | null;
  messageCount: number;
  /** Of a chat in full alone. */
  members?: { status: string; user: ControlUser }[];
}
