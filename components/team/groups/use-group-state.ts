import { useTranslations } from "next-intl";
import { useTeam } from "#components/team/team-context.tsx";
import type { Tone } from "#components/ui/badge.tsx";
import type { GroupJson } from "#lib/http/resources/groups.ts";

/** How a group's gate does, in a word. */
export function useGroupState({ enabled, trouble }: Pick<GroupJson, "enabled" | "trouble">): {
  label: string;
  tone: Tone;
} {
  const t = useTranslations("groups.states");
  const { team } = useTeam();
  if (!team.active) return { label: t("stopped"), tone: "neutral" };
  if (!enabled) return { label: t("off"), tone: "neutral" };
  if (trouble) return { label: t("troubled"), tone: "danger" };
  return { label: t("guarding"), tone: "success" };
}
