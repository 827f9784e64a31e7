export interface SnippetOptions {
  /** Without a slash at the end. */
  gatewayUrl: string;
  apiKey: string;
  /** A public model id. */
  model: string;
}

/** Programs that work as they stand, for a key that calls models. */
export function inferenceSnippets({ gatewayUrl, apiKey, model }: SnippetOptions) {
  const baseUrl = `${gatewayUrl}/v1`;
  return [
    {
      label: "curl",
      code: `curl ${baseUrl}/chat/completions \\
  -H "Authorization: Bearer ${apiKey}" \\
  -H "Content-Type: application/json" \\
  -d '{
    "model": "${model}",
    "messages": [{"role": "user", "content": "Hello"}]
  }'`,
    },
    {
      label: "Python",
      code: `# pip install openai
from openai import OpenAI

client = OpenAI(base_url="${baseUrl}", api_key="${apiKey}")
answer = client.chat.completions.create(
    model="${model}",
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content)`,
    },
    {
      label: "Node.js",
      code: `// npm install openai
import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${baseUrl}", apiKey: "${apiKey}" });
const answer = await client.chat.completions.create({
  model: "${model}",
  messages: [{ role: "user", content: "Hello" }],
});
console.log(answer.choices[0].message.content);`,
    },
    {
      label: "AI SDK",
      code: `// npm install ai @ai-sdk/openai-compatible
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText } from "ai";

const switchboard = createOpenAICompatible({
  name: "switchboard",
  baseURL: "${baseUrl}",
  apiKey: "${apiKey}",
});
const { text } = await generateText({ model: switchboard("${model}"), prompt: "Hello" });
console.log(text);`,
    },
  ];
}

/** The same for a key that manages. */
export function managementSnippets(options: { dashboardUrl: string; apiKey: string; teamId: string }) {
  const { dashboardUrl, apiKey, teamId } = options;
  return [
    {
      label: "curl",
      code: `curl ${dashboardUrl}/api/admin/teams/${teamId} \\
  -H "Authorization: Bearer ${apiKey}"`,
    },
  ];
}
