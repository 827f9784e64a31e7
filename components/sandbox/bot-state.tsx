import { useTranslations } from "next-intl";
import type { SandboxBotJson } from "#components/sandbox/sandbox-types.ts";
import { Banner } from "#components/ui/banner.tsx";
import { ButtonLink } from "#components/ui/button.tsx";

/** Why a bot won't answer, where it won't. */
export function BotState({ bot }: { bot: SandboxBotJson }) {
  const t = useTranslations("sandbox.state");
  const actions = (
    <ButtonLink size="sm" href={`/teams/${bot.teamId}/connections`}>
      {t("open")}
    </ButtonLink>
  );
  if (!bot.active) {
    return (
      <Banner tone="warning" title={t("pausedTitle")} actions={actions}>
        {t("pausedText")}
      </Banner>
    );
  }
  if (bot.health === "unhealthy") {
    return (
      <Banner tone="danger" title={t("unhealthy")} actions={actions}>
        {bot.healthReason}
      </Banner>
    );
  }
  if (!bot.bot) return <Banner title={t("comingTitle")}>{t("comingText")}</Banner>;
  return null;
}
