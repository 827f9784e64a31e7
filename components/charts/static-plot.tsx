import { type Drawing, LABEL_GAP, type PlotLayout, TICK_SIZE } from "#components/charts/plot-layout.ts";
import { AREA_OPACITY, LINE_WIDTH, OVERLAY_DASHES, overlayPath, plotMarks } from "#components/charts/plot-marks.ts";

/** Recharts' places of a moment's text below its axis. */
const TEXT_BELOW = 12;

/** A chart that nobody reads point by point yet: a handful of paths, where recharts would mount a component a mark. */
export function StaticPlot({ drawing, layout }: { drawing: Drawing; layout: PlotLayout }) {
  const { width, height, left, right, bottom, mirrored, xTicks, yTicks } = layout;
  const { kind, overlay } = drawing;
  const figuresAt = mirrored ? right + LABEL_GAP : left - LABEL_GAP;
  return (
    <svg aria-hidden width={width} height={height} className="block">
      <path d={yTicks.map(({ y }) => `M${left},${y}H${right}`).join("")} stroke="var(--line)" fill="none" />
      {plotMarks(drawing, layout).map(({ key, color, fill, line, dot }) => (
        <g key={key}>
          {fill && <path d={fill} fill={color} fillOpacity={kind === "bar" ? 1 : AREA_OPACITY} />}
          {line && <path d={line} stroke={color} strokeWidth={LINE_WIDTH[kind]} fill="none" />}
          {dot && <circle cx={dot.x} cy={dot.y} r={3} fill="#fff" stroke={color} strokeWidth={1.5} />}
        </g>
      ))}
      {overlay && (
        <path
          d={overlayPath(drawing, overlay, layout)}
          stroke="var(--ink-subtle)"
          strokeWidth={LINE_WIDTH.overlay}
          strokeDasharray={OVERLAY_DASHES}
          fill="none"
        />
      )}
      <path d={`M${left},${bottom}H${right}`} stroke="var(--line-strong)" fill="none" />
      <g fill="var(--ink-subtle)" fontSize={TICK_SIZE}>
        <g textAnchor="middle">
          {xTicks.map(({ at, label, x }) => (
            <text key={at} x={x} y={bottom + TEXT_BELOW} dy="0.71em">
              {label}
            </text>
          ))}
        </g>
        <g textAnchor={mirrored ? "start" : "end"}>
          {yTicks.map(({ value, label, y }) => (
            <text key={value} x={figuresAt} y={y} dy="0.355em">
              {label}
            </text>
          ))}
        </g>
      </g>
    </svg>
  );
}
