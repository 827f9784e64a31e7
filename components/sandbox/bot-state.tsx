import type { SandboxBotJson } from "#components/sandbox/sandbox-types.ts";
import { Banner } from "#components/ui/banner.tsx";
import { ButtonLink } from "#components/ui/button.tsx";

/** Why a bot won't answer, where it won't. */
export function BotState({ bot }: { bot: SandboxBotJson }) {
  const actions = (
    <ButtonLink size="sm" href={`/teams/${bot.teamId}/connections`}>
      Open its connection
    </ButtonLink>
  );
  if (!bot.active) {
    return (
      <Banner tone="warning" title="It is paused" actions={actions}>
        The connection or its team is switched off, so messages wait.
      </Banner>
    );
  }
  if (bot.health === "unhealthy") {
    return (
      <Banner tone="danger" title="It isn’t healthy" actions={actions}>
        {bot.healthReason}
      </Banner>
    );
  }
  if (!bot.bot) return <Banner title="It is on its way">The bot calls the sandbox within a few seconds.</Banner>;
  return null;
}
