import { GATE_LANGUAGES, type GateLanguage } from "../group-params.ts";
import { type GateTextKey, gateText } from "../texts/gate-text.ts";

const FOR_ADMINS = ["setup", "protect", "unprotect", "status", "settings", "help"] as const;
const IN_PRIVATE = ["start", "help", "groups"] as const;

/** What Telegram shows in the menus of a bot that guards groups, per language; English is everybody else's. */
export function menuCommands(place: "admins" | "private"): {
  language: GateLanguage;
  commands: { command: string; description: string }[];
}[] {
  const names = place === "admins" ? FOR_ADMINS : IN_PRIVATE;
  return GATE_LANGUAGES.map((language) => ({
    language,
    commands: names.map((command) => ({
      command,
      description: gateText(language, `c_${command}` satisfies GateTextKey),
    })),
  }));
}
