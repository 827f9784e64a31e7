import { type Node, walkSource } from "./walk-source.ts";

/** Where the server's sentences are written. */
const SAID_IN = /^(lib|app\/api)\/.*\.ts$/;
/** Where zod's messages reach people: the schemas of the admin API and of the Sandbox page. */
const SCHEMAS_IN = /^(lib\/http\/(resources|routes)|app\/api\/sandbox)\//;

/** Sentences that no person meets in the dashboard stay English. Everything else is in messages/<language>/server.json. */
const ENGLISH_ONLY: readonly [RegExp, reason: string][] = [
  [/\.test\.ts$/, "tests"],
  [/^lib\/chat\/(answer-direct|complete-[\w-]+)\.ts$/, "answers of the gateway's /v1 to programs"],
  [/^lib\/usage\/(ledger|limits-unavailable)\.ts$/, "answers of the gateway's /v1 to programs"],
  [/^lib\/channels\/(registry|telegram\/storable-update)\.ts$/, "answers to Telegram's webhooks, and failures of jobs"],
  [/^lib\/rooms\/list-messages\.ts$/, "an answer of the gateway's /v1 to programs"],
  [/^lib\/auth\/throttle-keys\.ts$/, "to programs that send keys"],
  [/^lib\/http\/principal\.ts$/, "to programs that send keys"],
];

/** Methods of zod whose second argument is what people are told; of `email` it is the first. */
const CHECKS: Readonly<Record<string, number>> = { min: 1, max: 1, length: 1, regex: 1, refine: 1, email: 0 };

/**
 * The templates of what a module of the server says to people.
 * @returns problems: messages of schemas that are no templates, as "path:line what"
 */
export function serverSentences(path: string): { templates: string[]; problems: string[] } {
  const templates: string[] = [];
  const problems: string[] = [];
  if (!SAID_IN.test(path) || ENGLISH_ONLY.some(([pattern]) => pattern.test(path))) return { templates, problems };
  const isSchema = SCHEMAS_IN.test(path);
  walkSource(path, (node, lineOf) => {
    if (node.type === "TaggedTemplateExpression" && (node.tag as Node).value === "said") {
      const { quasis } = node.template as { quasis: { cooked: string }[] };
      templates.push(quasis.map(({ cooked }) => cooked).reduce((all, text, at) => `${all}{${at - 1}}${text}`));
    }
    const message = isSchema ? messageOf(node) : undefined;
    if (message?.type === "StringLiteral") templates.push(String(message.value));
    if (message?.type === "TemplateLiteral") {
      problems.push(`${path}:${lineOf(message)} a schema's message is a template: "must have at most {maximum} …"`);
    }
  });
  return { templates: templates.filter((template) => /\p{L}/u.test(template.replaceAll(/\{\w+\}/g, ""))), problems };
}

function messageOf(node: Node): Node | undefined {
  if (node.type === "KeyValueProperty") {
    const { value: name } = node.key as Node;
    return name === "error" || name === "message" ? (node.value as Node) : undefined;
  }
  const callee = node.type === "CallExpression" ? (node.callee as Node) : undefined;
  if (callee?.type !== "MemberExpression") return undefined;
  const at = CHECKS[String((callee.property as Node).value)];
  return at === undefined ? undefined : (node.arguments as { expression: Node }[])[at]?.expression;
}
