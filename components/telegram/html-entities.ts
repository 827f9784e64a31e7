import type { MessageEntity } from "#components/sandbox/entity-tree.ts";

const TYPES: Record<string, string> = {
  ...{ b: "bold", strong: "bold", i: "italic", em: "italic", u: "underline", ins: "underline" },
  ...{ s: "strikethrough", strike: "strikethrough", del: "strikethrough", "tg-spoiler": "spoiler" },
  ...{ code: "code", pre: "pre", blockquote: "blockquote", a: "text_link" },
};
const CHARACTERS: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };

/**
 * Reads Telegram's HTML as Telegram does: into plain text, and where in it (in UTF-16 units) which style holds. Nothing of
 * it ever becomes markup of a page. A tag that Telegram doesn't know is left out.
 */
export function readTelegramHtml(html: string): { text: string; entities: MessageEntity[] } {
  const entities: MessageEntity[] = [];
  const open: { tag: string; entity: MessageEntity }[] = [];
  let text = "";
  for (const piece of html.split(/(<[^>]*>)/)) {
    const tag = /^<(\/?)([a-z-]+)([^>]*)>$/.exec(piece);
    if (!tag) {
      text += decode(piece);
      continue;
    }
    const [, closes, name = "", attributes = ""] = tag;
    if (closes) {
      const at = open.findLastIndex((one) => one.tag === name);
      const [found] = at < 0 ? [] : open.splice(at, 1);
      if (found) found.entity.length = text.length - found.entity.offset;
    } else if (TYPES[name]) {
      const entity = entityOf(TYPES[name], text.length, attributes);
      const outer = open.at(-1);
      // A block of code names its language on the code inside it.
      if (name === "code" && outer?.tag === "pre") {
        const language = /class="language-([^"]*)"/.exec(attributes)?.[1];
        if (language) outer.entity.language = decode(language);
        continue;
      }
      open.push({ tag: name, entity });
      entities.push(entity);
    }
  }
  return { text, entities };
}

function entityOf(type: string, offset: number, attributes: string): MessageEntity {
  const href = type === "text_link" ? /href="([^"]*)"/.exec(attributes)?.[1] : undefined;
  return { type, offset, length: 0, ...(href !== undefined && { url: decode(href) }) };
}

function decode(text: string) {
  return text.replace(/&(?:lt|gt|quot|amp);/g, (found) => CHARACTERS[found] ?? found);
}
