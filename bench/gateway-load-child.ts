/**
 * Drives one target for a while, in a process of its own, on bare sockets: a full HTTP client would take more of the two
 * cores than what it measures. Takes its task as JSON in the argument, prints its result as JSON.
 */
import { connect } from "node:net";

interface Task {
  port: number;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** One Authorization each, in turn. */
  keys: string[];
  connections: number;
  seconds: number;
}

const task = JSON.parse(process.argv[2] ?? "{}") as Task;
const requests = task.keys.map((key) => requestFor(task, key));
const latencies: number[] = [];
const firstBytes: number[] = [];
let ok = 0;
let bad = 0;
let sequence = 0;
const startedAt = performance.now();
const until = startedAt + task.seconds * 1_000;

await Promise.all(Array.from({ length: task.connections }, drive));
const elapsed = (performance.now() - startedAt) / 1_000;
latencies.sort((a, b) => a - b);
firstBytes.sort((a, b) => a - b);
const at = (sorted: number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
console.log(
  JSON.stringify({
    perSecond: ok / elapsed,
    p50: at(latencies, 0.5),
    p95: at(latencies, 0.95),
    p99: at(latencies, 0.99),
    firstByteP50: at(firstBytes, 0.5),
    firstByteP99: at(firstBytes, 0.99),
    ok,
    bad,
  }),
);
process.exit(0);

function requestFor({ path, headers, body }: Task, key: string): Buffer {
  const all: Record<string, string> = {
    host: "127.0.0.1",
    ...headers,
    authorization: `Bearer ${key}`,
    "content-type": "application/json",
    "content-length": `${Buffer.byteLength(body)}`,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}

/** One connection: the next request goes out when the answer before it is complete. */
function drive(): Promise<void> {
  return new Promise((settle, fail) => {
    const socket = connect(task.port, "127.0.0.1");
    socket.setNoDelay(true);
    let sentAt = 0;
    let answer = "";
    /** Where a body of known length ends; -1 while the head is incomplete, 0 for a chunked body. */
    let end = -1;
    const send = () => {
      answer = "";
      end = -1;
      sentAt = performance.now();
      socket.write(requests[sequence++ % requests.length] ?? "");
    };
    socket.on("connect", send);
    socket.on("error", fail);
    socket.on("close", () => settle());
    socket.on("data", (chunk) => {
      if (answer === "") firstBytes.push(performance.now() - sentAt);
      answer += chunk.toString("latin1");
      if (end === -1) end = endOf(answer);
      const complete = end > 0 ? answer.length >= end : end === 0 && answer.endsWith("0\r\n\r\n");
      if (!complete) return;
      latencies.push(performance.now() - sentAt);
      if (answer.startsWith("HTTP/1.1 200")) ok += 1;
      else {
        if (bad === 0) process.stderr.write(`${answer.slice(0, 2_000)}\n`);
        bad += 1;
      }
      if (performance.now() < until) send();
      else socket.end();
    });
  });
}

function endOf(answer: string): number {
  const head = answer.indexOf("\r\n\r\n");
  if (head === -1) return -1;
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, head))?.[1];
  return length === undefined ? 0 : head + 4 + Number(length);
}
