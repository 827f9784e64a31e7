import fc from "fast-check";
import { expect, test } from "vitest";
import { payloadShape } from "./payload-shape.ts";

const CONNECTION = "019a2f60-8d1c-7c3e-9b54-3f2a1c0d9e8f";

test("fields and types are shown, and ids; texts are not", () => {
  const payload = {
    connectionId: CONNECTION,
    update: {
      update_id: 17,
      message: { text: "my password is hunter2", entities: [{ offset: 0, type: "bold" }], silent: true, topic: null },
    },
  };
  expect(payloadShape(payload)).toEqual([
    { path: "connectionId", type: "id", value: CONNECTION },
    { path: "update.message.entities", type: "list" },
    { path: "update.message.entities[].offset", type: "number" },
    { path: "update.message.entities[].type", type: "text" },
    { path: "update.message.silent", type: "boolean" },
    { path: "update.message.text", type: "text" },
    { path: "update.message.topic", type: "null" },
    { path: "update.update_id", type: "id", value: "17" },
  ]);
});

test("a text is no id, however its field is called, and a key that is no name is not shown", () => {
  expect(payloadShape({ "what I said": 1, id: "hunter2" })).toEqual([
    { path: "id", type: "text" },
    { path: "…", type: "number" },
  ]);
});

test("whatever is in it, no text comes out, and little in all", () => {
  const canary = "CANARY canary";
  const tree = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, fc.constant(canary), fc.integer(), fc.boolean(), tie("list"), tie("object")),
    list: fc.array(tie("value"), { maxLength: 5 }),
    object: fc.dictionary(fc.constantFrom("id", "text", canary, "chat_id", "deepId"), tie("value")),
  }));
  fc.assert(
    fc.property(tree.value, (payload) => {
      const shape = payloadShape(payload);
      expect(JSON.stringify(shape)).not.toContain("CANARY");
      expect(shape.length).toBeLessThanOrEqual(60);
    }),
  );
});
