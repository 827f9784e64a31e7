import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ComboboxOption } from "#components/ui/combobox-list.tsx";
import { useFormat } from "#components/use-format.ts";
import type { ModelJson } from "#lib/http/resources/models.ts";

const NANO = 1e9;

/** Models to choose from. One that is in use but can't be chosen any more stays in the list, and says so. */
export function useModelOptions(models: readonly ModelJson[], inUse: readonly string[]): ComboboxOption[] {
  const t = useTranslations("team.models");
  const format = useFormat();
  return useMemo(() => {
    const known = new Set(models.map(({ publicId }) => publicId));
    // Prices come in dollars per million tokens, as decimal text.
    const usd = (price: string) => format.usd(Math.round(Number(price) * NANO));
    return [
      ...models.map(({ publicId, displayName: name, inputPrice, outputPrice }) => ({
        value: publicId,
        label: publicId,
        description:
          inputPrice === null || outputPrice === null
            ? t("unpriced", { name })
            : t("priced", { name, input: usd(inputPrice), output: usd(outputPrice) }),
      })),
      ...inUse
        .filter((value) => !known.has(value))
        .map((value) => ({ value, label: value, description: t("disabled") })),
    ];
  }, [models, inUse, t, format]);
}
