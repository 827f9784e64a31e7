import { readFileSync } from "node:fs";
import { parseSync } from "@swc/core";

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

interface Node {
  type?: string;
  span?: { start: number; end: number };
  [field: string]: unknown;
}

/**
 * The texts of a TSX or TS module of the dashboard that a person would read and that no message file holds.
 * @returns one "path:line text" each
 */
export function untranslatedStrings(path: string): string[] {
  const source = readFileSync(path, "utf8");
  const module = parseSync(source, { syntax: "typescript", tsx: path.endsWith(".tsx") }) as unknown as Node;
  const bytes = Buffer.from(source);
  const start = (module.span?.start ?? 1) - leadingBytes(source);
  const found: string[] = [];
  const report = (node: Node, text: string) => {
    const clean = text.trim().replaceAll(/\s+/g, " ");
    if (!PROSE.test(clean) || SAME_EVERYWHERE.test(clean)) return;
    const line = bytes
      .subarray(0, (node.span?.start ?? start) - start)
      .toString()
      .split("\n").length;
    found.push(`${path}:${line} ${clean}`);
  };
  walk(module, (node) => {
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

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (typeof value === "object" && value !== null) {
    visit(value as Node);
    for (const inner of Object.values(value)) walk(inner, visit);
  }
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

// SWC counts a module's span from its first token, not from the start of the file.
function leadingBytes(source: string): number {
  return Buffer.byteLength(/^(\s|\/\/.*\n|\/\*[\s\S]*?\*\/)*/.exec(source)?.[0] ?? "");
}
