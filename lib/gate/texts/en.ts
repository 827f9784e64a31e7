/** What the bot says in English. `{name}` stands for a value; HTML tags are Telegram's, and only in texts that are sent as messages. */
export const en = {
  // The member's side: see lib/gate/compose-warning.ts and lib/gate/answer-press.ts.
  warning: "{name}, only members of these channels may write here: {channels}. Join, then press the button.",
  verifyButton: "I have joined",
  andOthers: "{names} and {count} more",
  joinRequest:
    "{name}, you asked to join <b>{group}</b>. Only members of these channels are let in: {channels}. Join them, then press the button.",
  verifyPassed: "Thank you! You can write now.",
  verifyWelcome: "Thank you! You are in.",
  verifyNoNeed: "You may write here already.",
  verifyMissing: "Not yet. Still to join: {channels}",
  verifyUnknown: "Telegram does not say at the moment whether you have joined. Please try again in a minute.",
  verifyPending: "You have joined, thank you. You can write in a few moments.",
  verifyByAdmin: "An admin of this group has muted you. Only they can change that.",
  verifySlow: "I am still checking. If you have joined, you can write in a few moments.",
  verifyOver: "Nobody has to join anything here any more.",
} as const;
