import type { GateTexts } from "./gate-text.ts";

export const fa: GateTexts = {
  warning: "{name}، فقط اعضای این کانال‌ها می‌توانند اینجا بنویسند: {channels}. عضو شوید و سپس دکمه را بزنید.",
  verifyButton: "عضو شدم",
};
