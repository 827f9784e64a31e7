import type { ChecklistState } from "../infra/prisma/enums.ts";
import { channelLink } from "./compose-warning.ts";
import type { LoadedGroup } from "./load-group.ts";
import type { MembershipState, Verdict } from "./verdict.ts";

/**
 * What the checklist says: still to be finished; let in just now; in the group already; left to the admins; or nothing is
 * asked of anybody any more, and the admins decide.
 */
export type ChecklistStatus = "open" | "admitted" | "member" | "queued" | "over";

/** The checklist as its page shows it. */
export interface ChecklistView {
  status: ChecklistStatus;
  group: { title: string };
  /** `any`: one of the channels is enough. */
  rule: "all" | "any";
  channels: { id: string; title: string; username: string | null; url: string | null; state: MembershipState }[];
  /** Until when it can be finished. */
  expiresAt: Date;
}

/** How a request to join stands. Pure. */
export function checklistStatus(options: {
  state: ChecklistState;
  dueAt: Date;
  /** Whether the group is still protected. */
  isGuarded: boolean;
  /** Whether the person is in the group. */
  isInside: boolean;
  now: Date;
}): ChecklistStatus {
  const { state, dueAt, isGuarded, isInside, now } = options;
  if (state === "ADMITTED") return "admitted";
  if (isInside) return "member";
  if (!isGuarded) return "over";
  return state === "QUEUED" || dueAt.getTime() <= now.getTime() ? "queued" : "open";
}

/** Channels about which nothing is known are to be joined, as far as the page can tell. */
export function viewChecklist(options: {
  status: ChecklistStatus;
  group: Pick<LoadedGroup, "title" | "rule" | "channels">;
  verdicts: Pick<Verdict, "channelId" | "state">[];
  expiresAt: Date;
}): ChecklistView {
  const { status, group, verdicts, expiresAt } = options;
  const states = new Map(verdicts.map(({ channelId, state }) => [channelId, state]));
  return {
    ...{ status, group: { title: group.title }, expiresAt },
    rule: group.rule === "ANY" ? "any" : "all",
    channels: group.channels.map((channel) => ({
      ...{ id: channel.id, title: channel.title, username: channel.username, url: channelLink(channel) },
      state: states.get(channel.id) ?? "unknown",
    })),
  };
}
