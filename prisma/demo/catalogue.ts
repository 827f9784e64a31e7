/** The demo's models, with list prices in USD per million tokens. */
export const DEMO_MODELS = [
  {
    publicId: "google/gemini-2.0-flash-001",
    displayName: "Gemini 2.0 Flash",
    inputPrice: "0.10",
    outputPrice: "0.40",
    contextWindow: 1_048_576,
    maxOutput: 8_192,
    fallbacks: ["google/gemini-2.5-flash"],
  },
  {
    publicId: "google/gemini-2.5-flash",
    displayName: "Gemini 2.5 Flash",
    inputPrice: "0.30",
    outputPrice: "2.50",
    contextWindow: 1_048_576,
    maxOutput: 8_192,
    fallbacks: [],
  },
  {
    publicId: "openai/gpt-5-chat",
    displayName: "GPT-5 Chat",
    inputPrice: "1.25",
    outputPrice: "10",
    contextWindow: 128_000,
    maxOutput: 16_384,
    fallbacks: ["openai/gpt-5-mini"],
  },
  {
    publicId: "openai/gpt-5-mini",
    displayName: "GPT-5 Mini",
    inputPrice: "0.25",
    outputPrice: "2",
    contextWindow: 400_000,
    maxOutput: 16_384,
    fallbacks: [],
  },
  {
    publicId: "anthropic/claude-sonnet-4.5",
    displayName: "Claude Sonnet 4.5",
    inputPrice: "3",
    outputPrice: "15",
    contextWindow: 200_000,
    maxOutput: 16_384,
    fallbacks: [],
  },
] as const;

/** Bots that the sandbox knows by the form of their token. */
export const DEMO_BOT_TOKENS = { telegram: "7000001:sandbox-switchboard", popak: "7000002:sandbox-popak" } as const;

export const DEMO_END_USERS = [
  "Linh Trần",
  "Minh Nguyễn",
  "Sara Ahmadi",
  "Reza Karimi",
  "Анна Петрова",
  "Иван Смирнов",
  "Thảo Lê",
  "Maryam Hosseini",
  "Duy Phạm",
  "Emma Wilson",
  "Omid Rahimi",
  "Quỳnh Võ",
  "Noah Martin",
  "Parisa Jafari",
  "Hùng Đặng",
  "Ольга Иванова",
] as const;
