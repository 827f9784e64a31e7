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
  username: string | null;
  isForum: boolean;
  joinByRequest: boolean;
  inviteLink: string;
  migratedTo: number | null;
  topics: { threadId: number; name: string; closed: boolean }[];
  dialogue: { botId: number; userId: number; started: boolean; blocked: boolean } | null;
  messageCount: number;
  /** Of a chat in full alone. */
  members?: ControlMember[];
  joinRequests?: { userId: number; query?: { botId: number; webAppUrl?: string }; user: ControlUser }[];
  permissions?: { can_send_messages?: boolean };
}

export interface ControlMember {
  status: "creator" | "administrator" | "member" | "restricted" | "left" | "kicked";
  rights?: Record<string, boolean>;
  permissions?: { can_send_messages?: boolean };
  isMember?: boolean;
  untilDate?: number;
  isAnonymous?: boolean;
  user: ControlUser;
}
