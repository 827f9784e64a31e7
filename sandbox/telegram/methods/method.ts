import type { SandboxBot } from "../model/bot.ts";
import type { Params } from "../params.ts";
import type { TelegramWorld } from "../world.ts";

/** One Bot API call on its way through a method. */
export interface MethodCall {
  world: TelegramWorld;
  bot: SandboxBot;
  params: Params;
  /** Aborts when the caller hangs up. */
  signal: AbortSignal;
}

/** Returns the call's `result`, or throws a BotError. */
export type Method = (call: MethodCall) => unknown;

/** A result that comes with a `description`, as setWebhook's does. */
export class Described {
  readonly result: unknown;
  readonly description: string;

  constructor(result: unknown, description: string) {
    this.result = result;
    this.description = description;
  }
}
