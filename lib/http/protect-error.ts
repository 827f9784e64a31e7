import type { ProtectResult } from "../gate/protect-group.ts";
import { MOST_CHANNELS } from "../gate/protect-group.ts";
import { AppError, invalidField } from "../infra/errors.ts";
import { said } from "../infra/said.ts";

const WORDS = {
  not_found: said`Telegram knows no such channel, or the bot may not see it: add the bot to it as an admin.`,
  not_a_channel: said`This is neither a channel nor a supergroup.`,
  same_group: said`This is the group itself.`,
  not_yours: said`Only an admin of a private channel may name it.`,
  who_are_you: said`Telegram does not say who names this private channel.`,
  link_needed: said`The channel is private: give an invite link, or let the bot invite people there so that it makes one.`,
  too_many: said`A group asks for at most ${MOST_CHANNELS} channels.`,
} as const;

/**
 * Why a group could not be protected, as an answer of the API.
 * @param pathOf where in the body the channel of that index is
 */
export function protectError(
  result: Exclude<ProtectResult, { ok: true }>,
  pathOf: (index: number) => string,
): AppError {
  if ("missing" in result) {
    const names = result.missing.map(({ code, title }) => `${code} (${title})`).join(", ");
    return new AppError("conflict", said`The bot lacks what it takes: ${names}.`, {
      details: {
        reason: "missing_rights",
        missing: result.missing.map(({ code, chatId, title }) => ({ code, chatId: String(chatId), title })),
      },
    });
  }
  if (result.problem === "unreachable") return new AppError("unavailable", said`Telegram does not answer. Try again.`);
  return invalidField(pathOf(result.index), WORDS[result.problem]);
}
