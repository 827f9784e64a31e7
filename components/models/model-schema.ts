import { z } from "zod";

const modelName = z
  .string()
  .trim()
  .min(1, "Required.")
  .max(200, "At most 200 characters.")
  .regex(/^\S+$/, "No spaces.");

const price = z
  .string()
  .trim()
  .regex(/^(\d{1,6}(\.\d{1,9})?)?$/, "US dollars with at most 9 decimals, such as 0.075.");

const digits = /^\d[\d,]*$/;
const tokens = z
  .string()
  .trim()
  .regex(digits, "A whole number, such as 128,000.")
  .refine((text) => inRange(text), "Between 1 and 100,000,000.");

/** The form's fields: all of them text, as they are typed. */
export const modelFormSchema = z.object({
  publicId: modelName,
  displayName: z.string().trim().min(1, "Give it a name.").max(100, "At most 100 characters."),
  providerId: z.string().min(1, "Choose a provider."),
  upstreamName: modelName,
  inputPrice: price,
  outputPrice: price,
  contextWindow: tokens,
  maxOutput: z
    .string()
    .trim()
    .regex(/^(\d[\d,]*)?$/, "A whole number, or empty.")
    .refine((text) => text === "" || inRange(text), "Between 1 and 100,000,000."),
  fallbacks: z.array(z.string()).max(10, "At most 10."),
  enabled: z.boolean(),
});
export type ModelFormValues = z.output<typeof modelFormSchema>;

export function toNumber(text: string) {
  return Number(text.replaceAll(",", ""));
}

function inRange(text: string) {
  const value = toNumber(text);
  return value >= 1 && value <= 100_000_000;
}
