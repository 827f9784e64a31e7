import { useLocale } from "next-intl";
import { useMemo } from "react";

/** Formats USD per million tokens, a decimal string as the API has it, to the last digit: "0.075" is "$0.075", "2" is "$2.00". */
export function usePriceText(): (price: string) => string {
  const locale = useLocale();
  return useMemo(() => {
    const format = new Intl.NumberFormat(locale === "en" ? "en-US" : locale, {
      ...{ style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" },
      ...{ minimumFractionDigits: 2, maximumFractionDigits: 9 },
    });
    // As decimal text, which Intl formats without a detour through a float.
    return (price) => format.format(price as Intl.StringNumericLiteral);
  }, [locale]);
}
