/** What happened, after the actor's name: "ada@example.com **created the team**". */
const names: Record<string, string> = {
  "team.create": "created the team",
  "team.update": "changed the team",
  "team.activate": "switched the team on",
  "team.deactivate": "switched the team off",
  "key.create": "made an API key",
  "key.rotate": "rotated an API key",
  "key.revoke": "revoked an API key",
  "limit.create": "added a limit",
  "limit.update": "changed a limit",
  "limit.delete": "removed a limit",
  "connection.create": "connected a bot",
  "connection.update": "changed a connection",
  "connection.pause": "paused a connection",
  "connection.resume": "resumed a connection",
  "connection.delete": "removed a connection",
  "invitation.create": "invited somebody",
  "invitation.accept": "accepted an invitation",
  "invitation.revoke": "withdrew an invitation",
  "member.change_role": "changed a member’s role",
  "member.remove": "removed a member",
  "provider.create": "added a provider",
  "provider.update": "changed a provider",
  "model.create": "added a model",
  "model.update": "changed a model",
  "type_defaults.update": "changed a type’s defaults",
  "user.create": "created a user",
  "user.update": "changed a user",
  "user.change_password": "changed the password",
};

export function actionName(action: string) {
  return names[action] ?? action;
}

/** For the filter, by what they are about. */
export const actionOptions = Object.entries(names).map(([value, name]) => ({
  value,
  label: name.charAt(0).toUpperCase() + name.slice(1),
}));

/** What an entry is about, in a word: its name where it has one. */
export function targetName({ before, after }: { before: Values; after: Values }): string | undefined {
  for (const values of [after, before]) {
    for (const field of ["displayName", "name", "email", "publicId", "type"]) {
      const value = values?.[field];
      if (typeof value === "string" && value !== "") return value;
    }
  }
  return undefined;
}

type Values = Record<string, unknown> | null;
