import type { MemberRole } from "../infra/prisma/enums.ts";

/** Who asks, as far as rights go. */
export interface Rights {
  isOperator: boolean;
  /** The role in each team; a team's management key is an ADMIN of it. */
  roles: ReadonlyMap<string, MemberRole>;
}

const RANK = { VIEWER: 1, ADMIN: 2, OWNER: 3 } as const satisfies Record<MemberRole, number>;

/** The least role in the team that may do it. Operators may do everything; null means operators alone. */
const LEAST_ROLE = {
  "team.read": "VIEWER",
  "team.write": "ADMIN",
  /** What decides over other tenants' names and what a type's defaults give. */
  "team.administer": null,
  "members.write": "ADMIN",
  "owners.write": "OWNER",
} as const satisfies Record<string, MemberRole | null>;

export type Action = keyof typeof LEAST_ROLE;

/** @param teamId null for what belongs to no team */
export function can(who: Rights, action: Action, teamId: string | null): boolean {
  if (who.isOperator) return true;
  const least = LEAST_ROLE[action];
  const role = teamId === null ? undefined : who.roles.get(teamId);
  return least !== null && role !== undefined && RANK[role] >= RANK[least];
}
