import { type AnswerTask, usageOf } from "./answer-task.ts";

/** Sends an answer in one JSON body. */
export function wholeAnswer(task: AnswerTask): void {
  const { plan, res, call, fault } = task;
  const body = render(task);
  const headers = { "content-type": "application/json", "x-request-id": task.id };
  if (fault?.malformed) {
    call.completionTokens = plan.completionTokens;
    res.writeHead(200, headers).end(body.slice(0, Math.floor(body.length / 2)));
    return;
  }
  if (fault?.dropAfterChunks !== undefined) {
    call.dropped = true;
    res.writeHead(200, { ...headers, "content-length": Buffer.byteLength(body) });
    res.write(body.slice(0, Math.floor(body.length / 2)), () => res.destroy());
    return;
  }
  task.sent.text = plan.body;
  call.completionTokens = plan.completionTokens;
  call.chunks = 1;
  res.writeHead(200, { ...headers, "content-length": Buffer.byteLength(body) }).end(body);
}

function render(task: AnswerTask): string {
  const { plan } = task;
  const message =
    plan.reply.kind === "text"
      ? `{"role":"assistant","content":${JSON.stringify(plan.body)},"refusal":null,"annotations":[]}`
      : JSON.stringify({
          role: "assistant",
          content: null,
          refusal: null,
          tool_calls: [
            { id: plan.reply.callId, type: "function", function: { name: plan.reply.name, arguments: plan.body } },
          ],
        });
  return (
    `{"id":"${task.id}","object":"chat.completion","created":${task.created},"model":${JSON.stringify(task.request.model)},` +
    `"choices":[{"index":0,"message":${message},"logprobs":null,"finish_reason":"${plan.finishReason}"}],` +
    `"usage":${usageOf(task)},"service_tier":"default","system_fingerprint":"fp_sandbox"}`
  );
}
