import { useId } from "react";

export interface SparklineProps {
  values: readonly number[];
  /** What it shows, in words; left out when the figure beside it says enough. */
  label?: string;
  color?: string;
}

const WIDTH = 96;
const HEIGHT = 32;

/** A line without axes that fills its box. Plain SVG, so that a table of them stays light. */
export function Sparkline({ values, label, color = "var(--chart-1)" }: SparklineProps) {
  const gradient = useId();
  // A line along the ground says no more than the zero beside it.
  if (values.length < 2 || values.every((value) => value === 0)) return null;
  const max = Math.max(...values, 0);
  const min = Math.min(...values, 0);
  const span = max - min || 1;
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * WIDTH;
    const y = HEIGHT - 2 - ((value - min) / span) * (HEIGHT - 4);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: a title would pop up as a tooltip; the label names it
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="size-full rtl:-scale-x-100"
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      <defs>
        <linearGradient id={gradient} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={color} stopOpacity="0.22" />
          <stop offset="1" stopColor={color} stopOpacity="0" />
        </linearGradient>
      </defs>
      <polygon points={`0,${HEIGHT} ${points.join(" ")} ${WIDTH},${HEIGHT}`} fill={`url(#${gradient})`} />
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke={color}
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
