import { useLocale } from "next-intl";
import { createFormat, type Format } from "#components/format.ts";

/** The formatters of the viewer's language, in client and server components alike. */
export function useFormat(): Format {
  return createFormat(useLocale());
}
