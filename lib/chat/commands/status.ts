import { limitStatus } from "../../usage/limit-status.ts";
import { describeAmount, describeLimit, describeTime } from "../describe-limit.ts";
import { plural } from "../notices.ts";
import { chosenModel, code, describeChoice } from "./choose-model.ts";
import type { Command } from "./command.ts";
import { DESCRIPTIONS } from "./describe-commands.ts";

export const statusCommand: Command = {
  name: "status",
  description: DESCRIPTIONS.status,
  async run(context) {
    const { config, subjects, now } = context;
    const choice = chosenModel(context);
    const limits = await limitStatus({ subjects, timeZone: config.timeZone, now });
    const passedOver = choice.skipped.map(({ model }) => `${code(model)} is not available at the moment.`);
    const lines = limits.map((limit) => {
      const left = `${describeAmount(limit.unit, limit.remaining)} of ${describeAmount(limit.unit, limit.amount)} left`;
      return `- ${describeLimit(limit)} limit: ${left}, resets on ${describeTime(limit.resetsAt, config.timeZone)}`;
    });
    return {
      text: [
        `**Model:** ${describeChoice(choice)}`,
        ...passedOver,
        `**Speed:** up to ${plural(config.rateLimit.value, "message")} a minute`,
        `**Memory:** the last ${plural(config.maxHistory.value, "message")} of a conversation`,
        lines.length > 0 ? `**Limits:**\n${lines.join("\n")}` : "**Limits:** none",
      ].join("\n"),
    };
  },
};
