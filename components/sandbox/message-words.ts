import type { SandboxMessageJson } from "#components/sandbox/sandbox-types.ts";

type Person = { firstName: string; lastName: string | null };

export function nameOf(person: Person | null | undefined) {
  if (!person) return "Somebody";
  return person.lastName ? `${person.firstName} ${person.lastName}` : person.firstName;
}

/** Hours and minutes, as messengers show them. */
export function clockOf(ms: number) {
  return new Date(ms).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

/** What has happened in a chat, in words. The sandbox tells it in Telegram's own fields. */
export function serviceText({ from, service }: SandboxMessageJson) {
  const who = nameOf(from);
  const event = service ?? {};
  if (Array.isArray(event.new_chat_members)) return `${who} added ${namesOf(event.new_chat_members)}`;
  if (event.left_chat_member) return `${namesOf([event.left_chat_member])} left`;
  if (typeof event.new_chat_title === "string") return `${who} renamed the group to “${event.new_chat_title}”`;
  if (event.migrate_to_chat_id || event.migrate_from_chat_id) return "The group became a supergroup";
  if (event.group_chat_created || event.supergroup_chat_created) return `${who} created the group`;
  return "Something changed in this chat";
}

function namesOf(users: unknown[]) {
  return users
    .map((user) => (user as { first_name?: unknown } | null)?.first_name)
    .map((name) => (typeof name === "string" ? name : "somebody"))
    .join(", ");
}
