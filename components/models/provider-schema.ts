import type { useTranslations } from "next-intl";
import { z } from "zod";

export type Rules = ReturnType<typeof useTranslations<"models.rules">>;

/** The provider form's fields, all of them text as they are typed; the server says the same of each. */
export function providerFormSchema(t: Rules) {
  return z.object({
    name: z
      .string()
      .trim()
      .min(1, t("name"))
      .max(100, t("atMostCharacters", { count: 100 })),
    baseUrl: z
      .string()
      .trim()
      .max(500, t("atMostCharacters", { count: 500 }))
      .superRefine((text, context) => {
        const message = wrongUrl(text, t);
        if (message) context.addIssue({ code: "custom", message });
      }),
    apiKey: z
      .string()
      .trim()
      .max(500, t("atMostCharacters", { count: 500 }))
      .regex(/^[\x21-\x7e]*$/, t("oneWord")),
    timeoutSeconds: z
      .string()
      .trim()
      .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 600, t("seconds")),
    enabled: z.boolean(),
  });
}
export type ProviderFormValues = z.output<ReturnType<typeof providerFormSchema>>;

function wrongUrl(text: string, t: Rules): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return t("url");
  if (url.username || url.password || url.search || url.hash) return t("urlPlain");
  const endpoint = /\/(chat\/completions|completions|responses|models)\/*$/i.exec(url.pathname)?.[0];
  return endpoint ? t("urlEndpoint", { endpoint: endpoint.replace(/\/+$/, "") }) : undefined;
}
