import { counterBase, userIdOf } from "./ids.ts";
import type { SandboxBot } from "./model/bot.ts";
import type { TelegramWorld } from "./world.ts";

export interface RegisterBotOptions {
  token: string;
  username?: string;
  firstName?: string;
  canJoinGroups?: boolean;
  canReadAllGroupMessages?: boolean;
  supportsJoinRequestQueries?: boolean;
}

/** `<digits>:sandbox-<name>` registers itself as `<name>_bot`. */
const selfRegistering = /^(\d{1,15}):sandbox-([A-Za-z0-9_-]{1,32})$/;

/** Adds a bot, or updates the one that has this token. The id is the token's digits, as on Telegram. */
export function registerBot(world: TelegramWorld, options: RegisterBotOptions): SandboxBot {
  const name = options.username ?? defaultUsername(options.token);
  const id = Number(/^(\d{1,15}):/.exec(options.token)?.[1] ?? userIdOf(options.token));
  const known = world.bots.get(id);
  const user = { id, is_bot: true, first_name: options.firstName ?? known?.user.first_name ?? titleOf(name) };
  const bot: SandboxBot = known ?? {
    id,
    token: options.token,
    user: { ...user, username: name },
    canJoinGroups: true,
    canReadAllGroupMessages: false,
    supportsJoinRequestQueries: false,
    queue: [],
    nextUpdateId: counterBase(world.now()),
    droppedUpdates: 0,
    commands: new Map(),
    profile: new Map(),
    menuButtons: new Map(),
  };
  bot.token = options.token;
  bot.user = { ...user, username: options.username ?? known?.user.username ?? name };
  bot.canJoinGroups = options.canJoinGroups ?? bot.canJoinGroups;
  bot.canReadAllGroupMessages = options.canReadAllGroupMessages ?? bot.canReadAllGroupMessages;
  bot.supportsJoinRequestQueries = options.supportsJoinRequestQueries ?? bot.supportsJoinRequestQueries;
  world.bots.set(id, bot);
  world.users.set(id, bot.user);
  return bot;
}

/** The bot a token belongs to; a self-registering token makes it if need be. */
export function findBotByToken(world: TelegramWorld, token: string): SandboxBot | undefined {
  const bot = world.bots.get(Number(/^(\d{1,15}):/.exec(token)?.[1] ?? userIdOf(token)));
  if (bot) return bot.token === token ? bot : undefined;
  return selfRegistering.test(token) ? registerBot(world, { token }) : undefined;
}

function defaultUsername(token: string): string {
  const name = selfRegistering.exec(token)?.[2]?.replaceAll("-", "_") ?? `sandbox_${token.split(":")[0]}`;
  return `${name}_bot`;
}

function titleOf(username: string): string {
  const words = username
    .replace(/_?bot$/i, "")
    .split(/[_-]+/)
    .filter(Boolean);
  return words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join(" ") || username;
}
