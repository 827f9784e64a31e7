import type { z } from "zod";

/** A react-hook-form `validate` rule that says what the admin API would say, before it is asked. */
export function schemaRule(schema: z.ZodType) {
  return (value: unknown) => {
    const result = schema.safeParse(value);
    if (result.success) return true;
    const message = result.error.issues[0]?.message ?? "is not valid";
    return message.charAt(0).toUpperCase() + message.slice(1);
  };
}
