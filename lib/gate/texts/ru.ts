import type { GateTexts } from "./gate-text.ts";

export const ru: GateTexts = {
  warning: "{name}, писать здесь могут только участники этих каналов: {channels}. Подпишитесь и нажмите кнопку.",
  verifyButton: "Я подписался",
};
