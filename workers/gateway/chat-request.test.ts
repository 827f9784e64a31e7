import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "#lib/infra/errors.ts";
import { readChatRequest } from "./chat-request.ts";

const read = (body: unknown) => readChatRequest(Buffer.from(JSON.stringify(body)));

test("reads what it needs and leaves the rest as it is", () => {
  const body = {
    model: "a/b",
    messages: [{ role: "user", content: [{ type: "text", text: "hi" }], name: "ann" }],
    stream: true,
    stream_options: { include_usage: true, chunk: 3 },
    max_completion_tokens: 9,
    max_tokens: 7,
    n: 2,
    user: "ann",
    logit_bias: { 50256: -100 },
  };
  expect(read(body)).toMatchObject({
    ...{ params: body, model: "a/b", streamed: true, showUsage: true },
    ...{ maxTokens: 9, choices: 2, user: "ann" },
  });
});

test("whatever JSON comes, the answer is a request or a refusal in words", () => {
  const anything = fc.oneof(
    fc.json().map((json) => Buffer.from(json)),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc
      .record({ model: fc.anything(), messages: fc.anything(), max_tokens: fc.anything(), user: fc.anything() })
      .map((value) => Buffer.from(JSON.stringify(value, (_, one) => (typeof one === "bigint" ? `${one}` : one)))),
  );
  fc.assert(
    fc.property(anything, (body) => {
      try {
        expect(readChatRequest(body).model).toEqual(expect.any(String));
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        expect((error as AppError).status).toBe(400);
      }
    }),
  );
});

test("the cheap bound is never below the count", async () => {
  const message = fc.record({
    role: fc.constantFrom("user", "assistant", "system"),
    content: fc.string({ unit: "binary" }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 5 }), async (messages) => {
      const { prompt } = read({ model: "m", messages });
      expect(prompt.bound).toBeGreaterThanOrEqual(await prompt.count());
    }),
    { numRuns: 40 },
  );
}, 60_000);
