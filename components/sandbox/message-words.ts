import type { useTranslations } from "next-intl";
import type { SandboxMessageJson } from "#components/sandbox/sandbox-types.ts";

type Person = { firstName: string; lastName: string | null };

/** Null for nobody known. */
export function nameOf(person: Person | null | undefined) {
  if (!person) return null;
  return person.lastName ? `${person.firstName} ${person.lastName}` : person.firstName;
}

/** What has happened in a chat, in words. The sandbox tells it in Telegram's own fields. */
export function serviceText(
  { from, service }: SandboxMessageJson,
  t: ReturnType<typeof useTranslations<"sandbox">>,
): string {
  const somebody = t("message.somebody");
  const who = nameOf(from) ?? somebody;
  const event = service ?? {};
  if (Array.isArray(event.new_chat_members)) {
    if (event.new_chat_members.every((user) => (user as { id?: unknown } | null)?.id === from?.id)) {
      return t("service.joined", { who });
    }
    return t("service.added", { who, people: namesOf(event.new_chat_members, somebody) });
  }
  if (event.left_chat_member) return t("service.left", { people: namesOf([event.left_chat_member], somebody) });
  if (typeof event.new_chat_title === "string") return t("service.renamed", { who, title: event.new_chat_title });
  if (event.migrate_to_chat_id || event.migrate_from_chat_id) return t("service.supergroup");
  const topic = event.forum_topic_created as { name?: unknown } | undefined;
  if (typeof topic?.name === "string") return t("service.topic", { who, name: topic.name });
  if (event.pinned_message) return t("service.pinned", { who });
  if (event.group_chat_created || event.supergroup_chat_created) return t("service.created", { who });
  return t("service.changed");
}

function namesOf(users: unknown[], somebody: string) {
  return users
    .map((user) => (user as { first_name?: unknown } | null)?.first_name)
    .map((name) => (typeof name === "string" ? name : somebody))
    .join(", ");
}
