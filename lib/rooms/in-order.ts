const tails = new Map<string, Promise<unknown>>();

/**
 * Runs work of one key in the order of the calls, within this process. It keeps messages that arrived together in their
 * order; it is no lock.
 */
export function inOrder<T>(key: string, work: () => Promise<T>): Promise<T> {
  const mine = (tails.get(key) ?? Promise.resolve()).then(work);
  const tail = mine
    .catch(() => undefined)
    .then(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
  tails.set(key, tail);
  return mine;
}
