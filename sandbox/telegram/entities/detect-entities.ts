import type { MessageEntity } from "grammy/types";

/** What Telegram finds in plain text by itself. A mention, command or hashtag may not stand in the middle of a word. */
const patterns = [
  {
    type: "url",
    pattern:
      /(?<![\w@.])(?:https?:\/\/[^\s<>"]+|(?:[a-z0-9-]+\.)+(?:com|org|net|ir|io|dev|ai|me|app|co)\b(?:\/[^\s<>"]*)?)/giu,
  },
  { type: "email", pattern: /(?<![\w.+-])[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b/giu },
  { type: "bot_command", pattern: /(?<![\p{L}\p{N}_/<>])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\p{L}\p{N}_/@])/giu },
  { type: "mention", pattern: /(?<![\p{L}\p{N}_@/.])@[a-z0-9_]{3,32}(?![\p{L}\p{N}_])/giu },
  { type: "hashtag", pattern: /(?<![\p{L}\p{N}_#&])#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}(?![\p{L}\p{N}_#])/gu },
  { type: "cashtag", pattern: /(?<![\p{L}\p{N}_$])\$[A-Z]{1,8}(?![\p{L}\p{N}_$])/gu },
] as const;

/** Entities of a text that are there without any markup, leaving out what overlaps code, links and each other. */
export function detectEntities(text: string, marked: readonly MessageEntity[] = []): MessageEntity[] {
  const taken = marked.filter((entity) => keepsOthersOut.has(entity.type));
  const found: MessageEntity[] = [];
  for (const { type, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const length = type === "url" ? match[0].replace(/[.,;:!?'")\]]+$/, "").length : match[0].length;
      const entity = { type, offset: match.index, length } as MessageEntity;
      if (![...taken, ...found].some((other) => overlaps(other, entity))) found.push(entity);
    }
  }
  return found;
}

/** All of a text's entities in Telegram's order: by place, the enclosing one first. */
export function sortEntities(entities: readonly MessageEntity[]): MessageEntity[] {
  return [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

const keepsOthersOut = new Set([
  "code",
  "pre",
  "text_link",
  "text_mention",
  "url",
  "mention",
  "bot_command",
  "hashtag",
]);

function overlaps(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
