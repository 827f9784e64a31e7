import type { LoadedGroup } from "./load-group.ts";

/** What the audit log keeps of a group: what its page shows, and no more. */
export function auditedGroup(group: LoadedGroup): Record<string, unknown> {
  const { title, enabled, rule, failurePolicy, params, channels } = group;
  return {
    ...{ title, enabled, rule: rule.toLowerCase(), failurePolicy: failurePolicy.toLowerCase(), ...params },
    channels: channels.map(({ chatId, username, title: name }) => (username ? `@${username}` : `${name} (${chatId})`)),
  };
}
