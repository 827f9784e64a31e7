import type { MessageEntity } from "grammy/types";
import { badRequest } from "../bot-error.ts";
import type { Params } from "../params.ts";
import type { TelegramWorld } from "../world.ts";
import { detectEntities, sortEntities } from "./detect-entities.ts";
import { parseHtml } from "./parse-html.ts";

export const maxTextLength = 4096;

export interface FormattedText {
  text: string;
  entities: MessageEntity[];
}

/** The text of a call and its entities, from `parse_mode` or `entities`, trimmed and checked as Telegram does it. */
export function formatText(
  world: TelegramWorld,
  params: Params,
  options: { tooLong?: string; mayBeEmpty?: boolean } = {},
): FormattedText {
  const parsed = parse(params);
  const clean = trim(parsed.text, parsed.entities);
  if (clean.text === "" && !options.mayBeEmpty) throw badRequest("message text is empty");
  // Counted in UTF-16 units, the unit of entity offsets, after the markup is gone: the strictest reading of the limit.
  if (clean.text.length > maxTextLength) throw badRequest(options.tooLong ?? "message is too long");
  const marked = clean.entities.flatMap((entity) => withUser(world, entity));
  return { text: clean.text, entities: sortEntities([...marked, ...detectEntities(clean.text, marked)]).slice(0, 100) };
}

function parse(params: Params): FormattedText {
  const source = params.string("text").replaceAll("\r\n", "\n").replaceAll("\0", " ");
  const mode = params.string("parse_mode").toLowerCase();
  if (mode === "html") return parseHtml(source);
  if (mode === "markdown" || mode === "markdownv2") {
    throw badRequest(`unsupported parse_mode: the sandbox reads HTML, not ${params.string("parse_mode")}`);
  }
  if (mode !== "" && mode !== "none") throw badRequest("unsupported parse_mode");
  const entities = params.json<MessageEntity[]>("entities", "message entities") ?? [];
  if (!Array.isArray(entities)) throw badRequest("can't parse message entities JSON object");
  const inText = entities.filter((entity) => entity.offset >= 0 && entity.length > 0 && entity.offset < source.length);
  return { text: source, entities: inText };
}

function trim(text: string, entities: MessageEntity[]): FormattedText {
  const cut = text.length - text.trimStart().length;
  const clean = text.trim();
  const moved = entities.flatMap((entity) => {
    const start = Math.max(0, entity.offset - cut);
    const end = Math.min(clean.length, entity.offset + entity.length - cut);
    return end > start ? [{ ...entity, offset: start, length: end - start }] : [];
  });
  return { text: clean, entities: moved };
}

/** A mention by id shows the person's name; of somebody unknown it is no mention. */
function withUser(world: TelegramWorld, entity: MessageEntity): MessageEntity[] {
  if (entity.type !== "text_mention") return [entity];
  const user = world.users.get(entity.user.id);
  return user ? [{ ...entity, user }] : [];
}
