/** What the bot says in English. `{name}` stands for a value; HTML tags are Telegram's, and only in texts that are sent as messages. */
export const en = {
  // The member's side: see lib/gate/enforce.ts.
  warning: "{name}, only members of these channels may write here: {channels}. Join, then press the button.",
  verifyButton: "I have joined",
} as const;
