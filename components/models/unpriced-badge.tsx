import { Badge } from "#components/ui/badge.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";

/** Explains itself on hover and on focus. */
export function UnpricedBadge() {
  return (
    <Tooltip content="Calls are refused until both prices are set: an answer must never be free by accident. Enter 0 for a model that really costs nothing.">
      <button
        type="button"
        className="relative z-1 rounded-full"
        aria-label="Unpriced: calls are refused until both prices are set"
      >
        <Badge tone="warning">Unpriced</Badge>
      </button>
    </Tooltip>
  );
}
