/** A provider that costs nothing: node:http, no parsing, answers at once. Prints its port. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const WORDS = "the quick brown fox jumps over the lazy dog and runs away now".split(" ");
const common = { id: "chatcmpl-bench", created: 1_700_000_000, model: "bench-upstream", system_fingerprint: "fp" };
const figures = { prompt_tokens: 21, completion_tokens: WORDS.length, total_tokens: 21 + WORDS.length };
const whole = JSON.stringify({
  ...common,
  object: "chat.completion",
  choices: [
    { index: 0, message: { role: "assistant", content: WORDS.join(" ") }, logprobs: null, finish_reason: "stop" },
  ],
  usage: figures,
});
const event = (fields: object) =>
  `data: ${JSON.stringify({ ...common, object: "chat.completion.chunk", ...fields })}\n\n`;
const delta = (content: object, finish_reason: string | null = null) =>
  event({ choices: [{ index: 0, delta: content, logprobs: null, finish_reason }], usage: null });
const first = delta({ role: "assistant", content: "" });
const rest = `${WORDS.map((word) => delta({ content: `${word} ` })).join("")}${delta({}, "stop")}${event({ choices: [], usage: figures })}data: [DONE]\n\n`;

const server = createServer((req, res) => {
  const chunks: Buffer[] = [];
  req.on("data", (chunk: Buffer) => chunks.push(chunk));
  req.on("end", () => {
    if (!Buffer.concat(chunks).includes('"stream":true')) {
      res.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(whole) }).end(whole);
      return;
    }
    res.writeHead(200, { "content-type": "text/event-stream" });
    res.write(first);
    setImmediate(() => res.end(rest));
  });
});
server.keepAliveTimeout = 120_000;
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: (server.address() as AddressInfo).port })));
