import type { MessageEntity } from "#components/sandbox/entity-tree.ts";

/** From right to left, a name in Latin letters would pull the punctuation beside it along: these two marks hold it. */
const [ISOLATE, POP_ISOLATE] = ["\u2068", "\u2069"];

/**
 * A warning as its reader gets it: `{name}` is the person, `{channels}` the channels. Other words in braces stay as they
 * are, and no markup is read.
 * @returns the text, and where in it (in UTF-16 units) the name and the channels stand
 */
export function fillWarning(options: { template: string; name: string; channels: readonly string[]; rtl: boolean }): {
  text: string;
  entities: MessageEntity[];
} {
  const { template, name, channels, rtl } = options;
  const entities: MessageEntity[] = [];
  let text = "";
  const put = (value: string, type: string) => {
    if (rtl) text += ISOLATE;
    entities.push({ type, offset: text.length, length: value.length });
    text += value;
    if (rtl) text += POP_ISOLATE;
  };
  for (const piece of template.split(/(\{name\}|\{channels\})/)) {
    if (piece === "{name}") put(name, "text_mention");
    else if (piece === "{channels}") {
      channels.forEach((channel, index) => {
        if (index > 0) text += ", ";
        put(channel, "bold");
      });
    } else text += piece;
  }
  return { text, entities };
}
