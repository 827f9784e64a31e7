// A single event larger than this is no chat completion.
const LONGEST_EVENT = 4 * 1024 * 1024;

/**
 * Cuts a stream's bytes into events. Works on latin1 strings, one character per byte: what is passed on unread keeps its
 * bytes, and no character is torn where the network cut the stream.
 */
export class EventSplitter {
  /** An event came that is too long to be one; nothing more is split. */
  overflowed = false;
  #pending = "";

  /** @returns the events that are complete now, without their closing blank lines */
  push(chunk: Buffer): string[] {
    if (this.overflowed) return [];
    let text = this.#pending + chunk.toString("latin1");
    if (text.includes("\r")) text = text.replaceAll("\r\n", "\n");
    const events: string[] = [];
    let from = 0;
    for (let at = text.indexOf("\n\n"); at !== -1; at = text.indexOf("\n\n", from)) {
      if (at > from) events.push(text.slice(from, at));
      from = at + 2;
    }
    this.#pending = from === 0 ? text : text.slice(from);
    if (this.#pending.length > LONGEST_EVENT) {
      this.overflowed = true;
      this.#pending = "";
    }
    return events;
  }

  /** What came after the last blank line: a last event whose sender spared it. */
  rest(): string {
    const rest = this.#pending.trimEnd();
    this.#pending = "";
    return rest;
  }
}
