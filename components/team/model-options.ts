import type { ComboboxOption } from "#components/ui/combobox-list.tsx";
import type { ModelJson } from "#lib/http/resources/models.ts";

/** Models to choose from. One that is in use but can't be chosen any more stays in the list, and says so. */
export function modelOptions(models: readonly ModelJson[], inUse: readonly string[]): ComboboxOption[] {
  const known = new Set(models.map(({ publicId }) => publicId));
  return [
    ...models.map(({ publicId, displayName, inputPrice, outputPrice }) => ({
      value: publicId,
      label: publicId,
      description:
        inputPrice === null || outputPrice === null
          ? `${displayName} · no price yet, so it is refused`
          : `${displayName} · $${inputPrice} in, $${outputPrice} out per million tokens`,
    })),
    ...inUse
      .filter((value) => !known.has(value))
      .map((value) => ({ value, label: value, description: "Not enabled at the moment" })),
  ];
}
