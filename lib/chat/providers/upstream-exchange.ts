import type { Dispatcher } from "undici";
import type { Cancellation } from "./cancellation.ts";
import { failureOfStatus } from "./failure-of-status.ts";
import { ProviderFailure } from "./provider-failure.ts";

/** Who takes a streamed answer's bytes. After `onEnd` or `onFailure` nothing more comes. */
export interface StreamSink {
  onChunk(chunk: Buffer): void;
  onEnd(): void;
  onFailure(failure: ProviderFailure): void;
}

/** A whole answer as far as we read it. */
export interface Completion {
  choices: { message?: Record<string, unknown>; [field: string]: unknown }[];
  model?: unknown;
  usage?: unknown;
  error?: unknown;
  [field: string]: unknown;
}

// An answer of 128 000 tokens is below 1 MB; whoever sends more than this is broken or hostile.
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;
const MAX_ERROR_BYTES = 64 * 1024;
// The provider is not to blame for a reader who takes nothing, but neither may he hold its connection for ever.
const LONGEST_PAUSE_MS = 600_000;

/**
 * One request to a provider and its answer, as undici's dispatcher drives it. Begins with `started`, which settles with
 * the first byte of a stream, or with the whole body of anything else; a failure before that can still be retried.
 */
export class UpstreamExchange implements Dispatcher.DispatchHandler {
  readonly started: Promise<UpstreamExchange>;
  /** The whole answer, when it is not a stream. */
  body: Buffer = EMPTY;
  /** That answer, once it was found to be one. */
  completion: Completion | undefined;
  /** Milliseconds of `performance.now()` at the first byte. */
  firstByteAt = 0;

  readonly #streamed: boolean;
  readonly #timeoutMs: number;
  readonly #cancellation: Cancellation;
  #settle!: (exchange: UpstreamExchange) => void;
  #fail!: (failure: ProviderFailure) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #timer: NodeJS.Timeout;
  #status = 0;
  #retryAfter: string | undefined;
  #notAStream = false;
  #bytes = 0;
  #pending: Buffer[] = [];
  #sink: StreamSink | undefined;
  #isStarted = false;
  #isPaused = false;
  #outcome: "open" | "ended" | ProviderFailure = "open";

  /** @param options.timeoutMs to the first byte, and between two pieces of the answer; to its end when not streamed */
  constructor(options: { streamed: boolean; timeoutMs: number; cancellation: Cancellation }) {
    this.#streamed = options.streamed;
    this.#timeoutMs = options.timeoutMs;
    this.#cancellation = options.cancellation;
    this.started = new Promise((settle, fail) => {
      this.#settle = settle;
      this.#fail = fail;
    });
    this.#timer = this.#awaitProvider();
    this.#cancellation.onCancel(() => this.#giveUp(new ProviderFailure("cancelled", "the call was given up")));
  }

  /** Hands over the stream: what has come so far at once, the rest as it comes. */
  consume(sink: StreamSink): void {
    this.#sink = sink;
    const pending = this.#pending;
    this.#pending = [];
    for (const chunk of pending) sink.onChunk(chunk);
    if (this.#outcome === "ended") sink.onEnd();
    else if (this.#outcome !== "open") sink.onFailure(this.#outcome);
  }

  /** Ends the exchange without a word to the sink; the provider sees a closed connection. */
  abort(): void {
    this.#sink = undefined;
    this.#giveUp(new ProviderFailure("cancelled", "the call was given up"));
  }

  /** Takes nothing more from the provider until `resume`, for ten minutes at most. */
  pause(): void {
    this.#controller?.pause();
    if (this.#isPaused || this.#outcome !== "open") return;
    this.#isPaused = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#giveUp(new ProviderFailure("cancelled", `nobody took the answer for ${LONGEST_PAUSE_MS} ms`));
    }, LONGEST_PAUSE_MS);
  }

  resume(): void {
    this.#controller?.resume();
    if (!this.#isPaused || this.#outcome !== "open") return;
    this.#isPaused = false;
    clearTimeout(this.#timer);
    this.#timer = this.#awaitProvider();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#outcome !== "open") controller.abort(GIVEN_UP);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#retryAfter = first(headers["retry-after"]);
    this.#notAStream = this.#streamed && !/^text\/event-stream/i.test(first(headers["content-type"]) ?? "");
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#outcome !== "open") return;
    if (this.firstByteAt === 0) this.firstByteAt = performance.now();
    this.#bytes += chunk.length;
    const isAnswer = this.#status === 200;
    if (this.#bytes > (isAnswer ? MAX_ANSWER_BYTES : MAX_ERROR_BYTES)) {
      this.#giveUp(isAnswer ? tooLong() : this.#refusal(""));
    } else if (isAnswer && this.#streamed && !this.#notAStream) {
      this.#timer.refresh();
      this.#pass(chunk);
    } else {
      this.#pending.push(chunk);
    }
  }

  onResponseEnd(): void {
    if (this.#outcome === "open") this.#finish(this.#conclude());
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, cause: Error): void {
    if (this.#outcome !== "open") return;
    const kind = this.#status === 0 && isConnectError(cause) ? "connect" : "dropped";
    this.#finish(new ProviderFailure(kind, "the connection to the provider failed", { cause }));
  }

  #awaitProvider(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#giveUp(new ProviderFailure("timeout", `the provider was silent for ${this.#timeoutMs} ms`));
    }, this.#timeoutMs);
  }

  #pass(chunk: Buffer): void {
    if (this.#sink) {
      this.#sink.onChunk(chunk);
      return;
    }
    this.#pending.push(chunk);
    this.#start();
  }

  #conclude(): "ended" | ProviderFailure {
    if (this.#status !== 200) return this.#refusal(this.#collect().toString("utf8"));
    if (this.#notAStream) return new ProviderFailure("malformed", "the provider's answer is no event stream");
    if (!this.#streamed) this.body = this.#collect();
    else if (this.#bytes === 0) return new ProviderFailure("dropped", "the provider's stream was empty");
    return "ended";
  }

  #giveUp(failure: ProviderFailure): void {
    if (this.#outcome !== "open") return;
    this.#finish(failure);
    this.#controller?.abort(GIVEN_UP);
  }

  #finish(outcome: "ended" | ProviderFailure): void {
    this.#outcome = outcome;
    clearTimeout(this.#timer);
    this.#cancellation.onCancel(undefined);
    if (!this.#isStarted) {
      if (outcome === "ended") this.#start();
      else this.#fail(outcome);
      return;
    }
    if (outcome === "ended") this.#sink?.onEnd();
    else this.#sink?.onFailure(outcome);
  }

  #start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#settle(this);
  }

  #collect(): Buffer {
    const [only] = this.#pending;
    const all = only && this.#pending.length === 1 ? only : Buffer.concat(this.#pending);
    this.#pending = [];
    return all;
  }

  #refusal(body: string): ProviderFailure {
    return failureOfStatus({ status: this.#status, retryAfter: this.#retryAfter, body, now: new Date() });
  }
}

const EMPTY = Buffer.alloc(0);
const GIVEN_UP = new Error("given up");

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function tooLong(): ProviderFailure {
  return new ProviderFailure("malformed", `the provider's answer is longer than ${MAX_ANSWER_BYTES} bytes`);
}

function isConnectError(error: Error): boolean {
  const { code } = error as { code?: string };
  return (
    code !== undefined &&
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED)/.test(
      code,
    )
  );
}
