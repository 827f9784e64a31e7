import type { HealthProblem } from "../health-problems.ts";
import { explainTelegramError } from "./check-bot.ts";
import { apiSignal, createTelegramApi } from "./client.ts";

export interface BotAccount {
  externalId: string;
  username: string;
  name: string;
  /** Whether it may be added to groups: @BotFather, /setjoingroups. */
  canJoinGroups: boolean;
  /** Whether it sees what in a group is not said to it: @BotFather, /setprivacy. */
  readsAllGroupMessages: boolean;
}

const TIMEOUT_MS = 10_000;

/** Asks Telegram, by a token that is not stored yet, which bot it belongs to. */
export async function inspectToken(options: {
  token: string;
  apiRoot: string | undefined;
}): Promise<{ ok: true; account: BotAccount } | { ok: false; problem: HealthProblem }> {
  const settings = options.apiRoot === undefined ? {} : { apiRoot: options.apiRoot };
  try {
    const me = await createTelegramApi({ token: options.token, settings }).getMe(
      apiSignal(AbortSignal.timeout(TIMEOUT_MS)),
    );
    return {
      ok: true,
      account: {
        externalId: String(me.id),
        username: me.username,
        name: me.first_name,
        canJoinGroups: me.can_join_groups,
        readsAllGroupMessages: me.can_read_all_group_messages,
      },
    };
  } catch (error) {
    return { ok: false, problem: explainTelegramError(error, { settings }).problem };
  }
}
