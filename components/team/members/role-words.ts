import type { MemberJson } from "#lib/http/resources/members.ts";

export type MemberRoleName = MemberJson["role"];

const ROLES: readonly MemberRoleName[] = ["owner", "admin", "viewer"];

/** The roles that may be given: owners are made by owners alone. */
export function rolesFor(canChangeOwners: boolean): readonly MemberRoleName[] {
  return canChangeOwners ? ROLES : ROLES.filter((role) => role !== "owner");
}
