import { loadTeamConfig } from "#lib/teams/load-team-config.ts";
import { askSandboxJson } from "./ask-sandbox.ts";
import type { ControlBot } from "./control-types.ts";
import type { VisibleBots } from "./visible-bots.ts";

/** Bots to talk to, by team; what the sandbox knows of each, but its token. `bot` is null until it has called the sandbox. */
export async function listBots(bots: VisibleBots) {
  const { bots: known } = await askSandboxJson<{ bots: ControlBot[] }>({ path: "/bots" });
  const byId = new Map(known.map((bot) => [String(bot.id), bot]));
  const teamIds = [...new Set([...bots.values()].map(({ teamId }) => teamId))];
  const configs = await Promise.all(teamIds.map((teamId) => loadTeamConfig(teamId)));
  const closed = new Set(configs.filter(({ requiresAuth }) => requiresAuth.value).map(({ teamId }) => teamId));
  return {
    items: [...bots.values()].map(({ id, externalId, name, team, active, gate, health, healthReason }) => {
      const bot = byId.get(externalId ?? "");
      return {
        connectionId: id,
        botId: Number(externalId),
        name,
        teamId: team.id,
        teamName: team.displayName,
        active: active && team.active,
        gate,
        needsCode: closed.has(team.id),
        health: health.toLowerCase(),
        healthReason,
        bot: bot
          ? {
              username: bot.username,
              firstName: bot.firstName,
              canReadAllGroupMessages: bot.canReadAllGroupMessages,
              commands: {
                private: commandsFor(bot, "all_private_chats"),
                group: commandsFor(bot, "all_group_chats"),
                admin: commandsFor(bot, "all_chat_administrators", "all_group_chats"),
              },
            }
          : null,
      };
    }),
  };
}

/** As Telegram's apps do: the menu of the first scope that has one, else the default. Scopes read `type/chat/user/language`. */
function commandsFor({ commands }: ControlBot, ...scopes: string[]) {
  for (const scope of [...scopes, "default"]) {
    const menu = commands.find((one) => one.scope === `${scope}///`);
    if (menu) return menu.commands;
  }
  return [];
}
