import type { MessageEntity } from "#components/sandbox/entity-tree.ts";

/** From right to left, a name in Latin letters would pull the punctuation beside it along: these two marks hold it. */
const [ISOLATE, POP_ISOLATE] = ["\u2068", "\u2069"];

/**
 * A warning as its reader gets it: `{name}` is the person, `{channels}` the channels. Other words in braces stay as they
 * are, and no markup is read.
 * @returns the text, and where in it (in UTF-16 units) the name and the channels stand
 */
export function fillWarning(options: {
  template: string;
  name: string;
  channels: readonly { title: string; url: string | null }[];
  rtl: boolean;
}): {
  text: string;
  entities: MessageEntity[];
} {
  const { template, name, channels, rtl } = options;
  const entities: MessageEntity[] = [];
  let text = "";
  const put = (value: string, entity: Pick<MessageEntity, "type" | "url">) => {
    entities.push({ ...entity, offset: text.length, length: value.length });
    text += value;
  };
  const isolated = (write: () => void) => {
    if (rtl) text += ISOLATE;
    write();
    if (rtl) text += POP_ISOLATE;
  };
  for (const piece of template.split(/(\{name\}|\{channels\})/)) {
    if (piece === "{name}") isolated(() => put(name, { type: "text_mention" }));
    else if (piece === "{channels}") {
      isolated(() => {
        channels.forEach(({ title, url }, index) => {
          if (index > 0) text += ", ";
          put(title, url ? { type: "text_link", url } : { type: "bold" });
        });
      });
    } else text += piece;
  }
  return { text, entities };
}
