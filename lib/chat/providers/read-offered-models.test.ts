import { expect, test } from "vitest";
import { readOfferedModels } from "./read-offered-models.ts";

const nothing = { contextWindow: null, maxOutput: null, inputPrice: null, outputPrice: null };

test.each<[string, unknown, object]>([
  [
    "OpenAI",
    { object: "list", data: [{ id: "gpt-5", object: "model" }] },
    { upstreamName: "gpt-5", displayName: "gpt-5" },
  ],
  [
    "OpenRouter",
    {
      data: [
        {
          ...{ id: "google/gemini-2.0-flash-001", name: "Google: Gemini 2.0 Flash", context_length: 1_048_576 },
          pricing: { prompt: "0.000000075", completion: "0.0000003", image: "0" },
          top_provider: { max_completion_tokens: 8_192 },
        },
      ],
    },
    {
      ...{ upstreamName: "google/gemini-2.0-flash-001", displayName: "Google: Gemini 2.0 Flash" },
      ...{ contextWindow: 1_048_576, maxOutput: 8_192, inputPrice: "0.075", outputPrice: "0.3" },
    },
  ],
  [
    "OpenRouter's router, whose price varies",
    { data: [{ id: "openrouter/auto", pricing: { prompt: "-1", completion: "-1" } }] },
    { upstreamName: "openrouter/auto", displayName: "auto" },
  ],
  [
    "Together, a bare array priced per million",
    [{ id: "meta/llama", display_name: "Llama", context_length: 131_072, pricing: { input: 0.88, output: 0.88 } }],
    {
      ...{ upstreamName: "meta/llama", displayName: "Llama" },
      ...{ contextWindow: 131_072, inputPrice: "0.88", outputPrice: "0.88" },
    },
  ],
  [
    "vLLM",
    { data: [{ id: "qwen", max_model_len: 32_768 }] },
    { upstreamName: "qwen", displayName: "qwen", contextWindow: 32_768 },
  ],
  [
    "numbers instead of text",
    { data: [{ id: "m", pricing: { prompt: 1.5e-7, completion: 0 } }] },
    { upstreamName: "m", displayName: "m", inputPrice: "0.15", outputPrice: "0" },
  ],
  [
    "a name that would pose as another",
    { data: [{ id: "m", name: " \u202eevil\n", context_length: -5, pricing: { prompt: "1000000" } }] },
    { upstreamName: "m", displayName: "evil" },
  ],
])("%s", (_, answer, model) => {
  expect(readOfferedModels(JSON.stringify(answer))).toEqual([{ ...nothing, ...model }]);
});

test.each(["", "<html>", "null", "3", "{}", '{"data":{}}', '{"error":{"message":"no"}}'])("%j is no list", (body) => {
  expect(readOfferedModels(body)).toBeUndefined();
});

test("entries without a usable id, and doubled ones, are left out", () => {
  const data = [
    null,
    5,
    {},
    { id: "" },
    { id: "a b" },
    { id: "x".repeat(201) },
    { id: "ok" },
    { id: "ok", name: "Again" },
  ];
  expect(readOfferedModels(JSON.stringify({ data }))?.map(({ upstreamName }) => upstreamName)).toEqual(["ok"]);
});
