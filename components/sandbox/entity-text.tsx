import { Fragment, type ReactNode } from "react";
import { type EntityNode, entityTree, type MessageEntity, safeUrl } from "#components/sandbox/entity-tree.ts";

export interface EntityTextProps {
  text: string;
  entities: readonly MessageEntity[];
  /** A command in the text was pressed. */
  onCommand?: (command: string) => void;
}

/** A Telegram text as React elements. No markup is ever parsed, so what a model writes stays text. */
export function EntityText({ text, entities, onCommand }: EntityTextProps) {
  return <Nodes nodes={entityTree(text, entities)} onCommand={onCommand} />;
}

type NodesProps = { nodes: EntityNode[] } & Pick<EntityTextProps, "onCommand">;

function Nodes({ nodes, onCommand }: NodesProps) {
  return nodes.map((node, index) =>
    typeof node === "string" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name
      <Fragment key={index}>{besideBlocks(node, nodes[index - 1], nodes[index + 1])}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other name
      <Styled key={index} entity={node.entity} text={node.text} onCommand={onCommand}>
        <Nodes nodes={node.children} onCommand={onCommand} />
      </Styled>
    ),
  );
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** A block stands on lines of its own, so the line breaks that set it apart in the text are not shown again. */
function besideBlocks(text: string, before: EntityNode | undefined, after: EntityNode | undefined) {
  const isBlock = (node: EntityNode | undefined) => typeof node === "object" && BLOCKS.has(node.entity.type);
  const rest = isBlock(before) ? text.replace(/^\n{1,2}/, "") : text;
  return isBlock(after) ? rest.replace(/\n{1,2}$/, "") : rest;
}

const linkClass = "text-accent-text underline underline-offset-2 [overflow-wrap:anywhere]";

function Styled({
  entity,
  text,
  onCommand,
  children,
}: { entity: MessageEntity; text: string; children: ReactNode } & Pick<EntityTextProps, "onCommand">) {
  switch (entity.type) {
    case "bold":
      return <strong className="font-semibold">{children}</strong>;
    case "italic":
      return <em>{children}</em>;
    case "underline":
      return <u>{children}</u>;
    case "strikethrough":
      return <s>{children}</s>;
    case "spoiler":
      return <span className="rounded-sm bg-active px-0.5">{children}</span>;
    case "blockquote":
    case "expandable_blockquote":
      return <span className="my-1 block border-accent border-s-2 ps-2.5 text-ink-muted">{children}</span>;
    case "code":
      return (
        <code className="rounded-sm bg-active px-1 py-0.5 font-mono text-[0.9em] [overflow-wrap:anywhere]">
          {children}
        </code>
      );
    case "pre":
      return (
        <span className="my-1.5 block overflow-hidden rounded-md border bg-canvas">
          {entity.language && (
            <span className="block border-b px-2.5 py-1 text-2xs text-ink-subtle">{entity.language}</span>
          )}
          <code
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            className="block overflow-x-auto whitespace-pre p-2.5 font-mono text-xs leading-5"
          >
            {children}
          </code>
        </span>
      );
    case "text_link":
    case "url":
    case "email": {
      const href = safeUrl(entity.type === "email" ? `mailto:${text}` : (entity.url ?? text));
      if (!href) return <span>{children}</span>;
      return (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow" className={linkClass}>
          {children}
        </a>
      );
    }
    case "bot_command":
      if (!onCommand) return <span className="text-accent-text">{children}</span>;
      return (
        <button type="button" className="rounded-sm text-accent-text hover:underline" onClick={() => onCommand(text)}>
          {children}
        </button>
      );
    case "mention":
    case "hashtag":
    case "text_mention":
      return <span className="text-accent-text">{children}</span>;
    default:
      return <span>{children}</span>;
  }
}
