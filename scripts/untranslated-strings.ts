import { type Node, walkSource } from "./walk-source.ts";

/** Attributes and properties whose text people read. */
const READ_BY_PEOPLE = new Set(
  [
    ...["label", "title", "description", "placeholder", "hint", "alt", "note", "help", "message", "summary", "caption"],
    ...["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "deltaNote", "submitLabel"],
    ...["confirmLabel", "cancelLabel", "emptyTitle", "emptyText", "errorToast", "tooltip", "content", "header", "text"],
  ].values(),
);
/** A word of three letters or more that is no identifier, file name or code. */
const PROSE = /(^|[\s("“])\p{L}{3,}(?![\w-]*[.:/_=@]\S)/u;
/** Names that are the same in every language, and what is shown as code. */
const SAME_EVERYWHERE =
  /^(Switchboard|Telegram|Discord|Messenger|Chotot|OpenAI|Python|Node\.js|curl|AI SDK|UTC|USD|Ctrl|Esc)$/;

/**
 * The texts of a TSX or TS module of the dashboard that a person would read and that no message file holds.
 * @returns one "path:line text" each
 */
export function untranslatedStrings(path: string): string[] {
  const found: string[] = [];
  walkSource(path, (node, lineOf) => {
    const report = (at: Node, text: string) => {
      const clean = text.trim().replaceAll(/\s+/g, " ");
      if (PROSE.test(clean) && !SAME_EVERYWHERE.test(clean)) found.push(`${path}:${lineOf(at)} ${clean}`);
    };
    if (node.type === "JSXText") report(node, String(node.value));
    if (node.type === "JSXAttribute" && READ_BY_PEOPLE.has(nameOf(node.name))) {
      for (const text of literals(node.value)) report(text, textOf(text));
    }
    if (node.type === "JSXElement" || node.type === "JSXFragment") {
      for (const child of node.children as Node[]) {
        if (child.type === "JSXExpressionContainer") for (const text of literals(child)) report(text, textOf(text));
      }
    }
    if (node.type === "KeyValueProperty" && READ_BY_PEOPLE.has(nameOf(node.key))) {
      for (const text of literals(node.value)) report(text, textOf(text));
    }
    if (node.type === "CallExpression" && isToast(node.callee as Node)) {
      const [first] = node.arguments as { expression: Node }[];
      for (const text of literals(first?.expression)) report(text, textOf(text));
    }
  });
  return [...new Set(found)];
}

/** The literals that an expression may come out as: itself, the arms of a choice, the pieces of a template. */
function literals(value: unknown): Node[] {
  const node = value as Node | null | undefined;
  switch (node?.type) {
    case "StringLiteral":
      return [node];
    case "JSXExpressionContainer":
    case "ParenthesisExpression":
      return literals(node.expression);
    case "ConditionalExpression":
      return [...literals(node.consequent), ...literals(node.alternate)];
    case "BinaryExpression":
      return node.operator === "??" || node.operator === "||" || node.operator === "+"
        ? [...literals(node.left), ...literals(node.right)]
        : node.operator === "&&"
          ? literals(node.right)
          : [];
    case "TemplateLiteral":
      return node.quasis as Node[];
    default:
      return [];
  }
}

function textOf(node: Node): string {
  return String(node.type === "TemplateElement" ? node.cooked : node.value);
}

function nameOf(value: unknown): string {
  const node = value as Node;
  return node.type === "Identifier" || node.type === "StringLiteral" ? String(node.value) : "";
}

function isToast(callee: Node): boolean {
  if (callee.type === "Identifier") return callee.value === "toast";
  return callee.type === "MemberExpression" && (callee.object as Node).value === "toast";
}
