import { useState } from "react";

/** A dialog that is opened for one thing after the other: a new `key` per opening starts it afresh, closing lets it fade. */
export function useDialog<T>() {
  const [state, setState] = useState<{ key: number; open: boolean; item: T } | null>(null);
  return {
    /** Undefined until it was opened once. */
    item: state?.item,
    show: (item: T) => setState((before) => ({ key: (before?.key ?? 0) + 1, open: true, item })),
    key: state?.key ?? 0,
    open: state?.open ?? false,
    onOpenChange: (open: boolean) => setState((before) => before && { ...before, open }),
  };
}
