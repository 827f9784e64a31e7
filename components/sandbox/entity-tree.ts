/** Telegram's message entity: offsets and lengths count UTF-16 code units, as JavaScript's strings do. */
export interface MessageEntity {
  type: string;
  offset: number;
  length: number;
  /** Of `text_link`. */
  url?: string;
  /** Of `pre`. */
  language?: string;
}

export type EntityNode = string | { entity: MessageEntity; text: string; children: EntityNode[] };

/**
 * A text with its entities as a tree, so that it can be rendered without any markup being parsed. Whatever the entities
 * say, every character comes out exactly once: one that reaches out of the entity around it, or of the text, is cut.
 */
export function entityTree(text: string, entities: readonly MessageEntity[]): EntityNode[] {
  const sorted = entities
    .filter(({ offset, length }) => length > 0 && offset >= 0 && offset < text.length)
    .toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, sorted);
}

function build(text: string, start: number, end: number, entities: readonly MessageEntity[]): EntityNode[] {
  const nodes: EntityNode[] = [];
  let at = start;
  for (let index = 0; index < entities.length; ) {
    const entity = entities[index] as MessageEntity;
    const from = Math.max(at, entity.offset);
    const to = Math.min(end, entity.offset + entity.length);
    let next = index + 1;
    while (next < entities.length && (entities[next] as MessageEntity).offset < to) next += 1;
    if (to > from) {
      if (from > at) nodes.push(text.slice(at, from));
      const children = build(text, from, to, entities.slice(index + 1, next));
      nodes.push({ entity, text: text.slice(from, to), children });
      at = to;
    }
    index = next;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

/** An address that may become a link; null for schemes that could do harm. */
export function safeUrl(url: string): string | null {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
  if (!URL.canParse(full)) return null;
  return ["http:", "https:", "tg:", "mailto:"].includes(new URL(full).protocol) ? full : null;
}
