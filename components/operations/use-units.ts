import { useLocale } from "next-intl";

const SIZES = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Sizes and durations in the viewer's language. */
export function useUnits() {
  const locale = useLocale();
  const unit = (name: string, value: number, digits = 0) =>
    new Intl.NumberFormat(locale, {
      ...{ style: "unit", unit: name, unitDisplay: "short" },
      maximumFractionDigits: digits,
    }).format(value);
  return {
    /** "312 MB", "1.4 GB": in steps of a thousand. */
    bytes(value: number) {
      const step = value < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(value) / 3));
      const size = value / 1_000 ** step;
      return unit(SIZES[step] ?? "byte", size, step > 0 && size < 10 ? 1 : 0);
    },
    /** Milliseconds as the two largest units: "3 days 4 hr", "12 min", "8 sec". */
    duration(ms: number) {
      const seconds = Math.max(0, Math.round(ms / 1_000));
      if (seconds < 60) return unit("second", seconds);
      const minutes = Math.floor(seconds / 60);
      if (minutes < 60) return unit("minute", minutes);
      const hours = Math.floor(minutes / 60);
      if (hours < 24) return `${unit("hour", hours)} ${unit("minute", minutes % 60)}`;
      return `${unit("day", Math.floor(hours / 24))} ${unit("hour", hours % 24)}`;
    },
  };
}
