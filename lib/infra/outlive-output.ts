/**
 * Keeps a process that prints with `console` alive when the reader of its output has gone (`npm start | head`) or the disk
 * below it is full: Node ends it at the next line otherwise.
 */
export function outliveOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
}
