import type { MemberJson } from "#lib/http/resources/members.ts";

export type MemberRoleName = MemberJson["role"];

export const ROLES = [
  { value: "owner", label: "Owner", description: "Everything, and who else is an owner" },
  { value: "admin", label: "Admin", description: "Configuration, limits, keys, connections and members" },
  { value: "viewer", label: "Viewer", description: "Sees everything but secrets, changes nothing" },
] as const satisfies readonly { value: MemberRoleName; label: string; description: string }[];

export const ROLE_LABELS: Record<MemberRoleName, string> = { owner: "Owner", admin: "Admin", viewer: "Viewer" };

/** Owners are made by owners alone. */
export function rolesFor(canChangeOwners: boolean) {
  return canChangeOwners ? ROLES : ROLES.filter(({ value }) => value !== "owner");
}
