/** A call that may be given up from outside. An AbortController does the same at several times the price per call. */
export class Cancellation {
  cancelled = false;
  /** The caller has left: the request that runs is still read, so that it can be charged, but no other is made. */
  left = false;
  #listener: (() => void) | undefined;

  /** Tells whoever works on the call right now. A second cancel does nothing. */
  cancel(): void {
    if (this.cancelled) return;
    this.cancelled = true;
    this.#listener?.();
  }

  /** Only one part works on a call at a time, so there is one listener; undefined takes it away. */
  onCancel(listener: (() => void) | undefined): void {
    this.#listener = listener;
    if (listener && this.cancelled) listener();
  }
}
