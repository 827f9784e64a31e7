/**
 * A statement without the values written into it, on one line, at most 160 characters: texts and numbers become `?`. Ours
 * carry theirs as parameters; somebody's psql may not.
 */
export function hideValues(statement: string): string {
  const plain = statement
    // The beginning of a text that the statement's cut has left without its end hides all that follows it.
    .replace(/E?'(?:[^']|'')*(?:'|$)/gi, "?")
    .replace(/\$([A-Za-z_]\w*)?\$[\s\S]*?(?:\$\1\$|$)/g, "?")
    .replace(/--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, " ")
    .replace(/(?<![\w$])\d+(?:\.\d+)?/g, "?")
    .replace(/\s+/g, " ")
    .trim();
  return plain.length > 160 ? `${plain.slice(0, 159)}…` : plain;
}
