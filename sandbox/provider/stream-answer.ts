import { setTimeout as sleep } from "node:timers/promises";
import { type AnswerTask, usageOf } from "./answer-task.ts";

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-cache, no-transform",
};

/** Sends an answer as server-sent events; without a pause between chunks, in one write. */
export async function streamAnswer(task: AnswerTask, chunkDelayMs: number): Promise<void> {
  const { plan, res, call, sent, fault } = task;
  const frame = frameOf(task);
  const cutAt = fault?.dropAfterChunks ?? (fault?.malformed ? 1 : Number.POSITIVE_INFINITY);
  const pieces = plan.pieces.slice(0, cutAt);
  res.writeHead(200, { ...headers, "x-request-id": task.id });

  if (chunkDelayMs === 0) {
    sent.text = pieces.length === plan.pieces.length ? plan.body : pieces.map((piece) => piece.text).join("");
    call.chunks = pieces.length;
    const content = frame.opening + pieces.map((piece) => frame.piece(piece.json)).join("");
    if (cutAt !== Number.POSITIVE_INFINITY) return breakOff(task, content);
    call.completionTokens = plan.completionTokens;
    res.end(content + frame.ending);
    return;
  }

  res.write(frame.opening);
  for (const piece of pieces) {
    if (res.destroyed) return;
    sent.text += piece.text;
    call.chunks += 1;
    if (!res.write(frame.piece(piece.json))) await drained(task);
    await sleep(chunkDelayMs);
  }
  if (res.destroyed) return;
  if (cutAt !== Number.POSITIVE_INFINITY) return breakOff(task, "");
  call.completionTokens = plan.completionTokens;
  res.end(frame.ending);
}

/** Ends a stream as a fault rule asks: cut off, or with a line that is no JSON. */
function breakOff(task: AnswerTask, content: string): void {
  const { res, call, fault } = task;
  if (fault?.dropAfterChunks !== undefined) {
    call.dropped = true;
    res.write(content, () => res.destroy());
  } else {
    res.end(`${content}data: {"id":"${task.id}","choices":[{"delta":{"content":\n\n`);
  }
}

/** The events of one answer, as text ready to be joined. */
function frameOf(task: AnswerTask): { opening: string; piece: (json: string) => string; ending: string } {
  const { plan, request } = task;
  const common = `data: {"id":"${task.id}","object":"chat.completion.chunk","created":${task.created},"model":${JSON.stringify(request.model)},"service_tier":"default","system_fingerprint":"fp_sandbox",`;
  // When usage was asked for, every chunk but the last says null.
  const usage = request.includeUsage ? ',"usage":null' : "";
  const chunk = (delta: string, finish: string) =>
    `${common}"choices":[{"index":0,"delta":${delta},"logprobs":null,"finish_reason":${finish}}]${usage}}\n\n`;
  const last = chunk("{}", `"${plan.finishReason}"`);
  const usageChunk = request.includeUsage ? `${common}"choices":[],"usage":${usageOf(task)}}\n\n` : "";
  const ending = `${last}${usageChunk}data: [DONE]\n\n`;

  if (plan.reply.kind === "text") {
    const before = `${common}"choices":[{"index":0,"delta":{"content":`;
    const after = `},"logprobs":null,"finish_reason":null}]${usage}}\n\n`;
    return {
      opening: chunk('{"role":"assistant","content":"","refusal":null}', "null"),
      piece: (json) => before + json + after,
      ending,
    };
  }
  const { name, callId } = plan.reply;
  const start = { index: 0, id: callId, type: "function", function: { name, arguments: "" } };
  const opening = chunk(JSON.stringify({ role: "assistant", content: null, tool_calls: [start] }), "null");
  const piece = (json: string) => chunk(`{"tool_calls":[{"index":0,"function":{"arguments":${json}}}]}`, "null");
  return { opening, piece, ending };
}

/** Waits until the connection takes more, or is gone. */
function drained({ res }: AnswerTask): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      res.off("drain", done).off("close", done);
      resolve();
    };
    res.on("drain", done).on("close", done);
    if (res.destroyed) done();
  });
}
