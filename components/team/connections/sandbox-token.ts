/**
 * A token that the sandbox takes for a new bot of its own, which it then knows as `<name>_bot`: see docs/sandbox.md.
 * @param name a platform name, of which the bot's user name is made
 */
export function sandboxToken(name: string) {
  const digits = 10_000_000 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 89_999_999);
  const word = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 24);
  return `${digits}:sandbox-${word || "team"}`;
}
