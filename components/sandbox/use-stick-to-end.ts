import { useCallback, useEffect, useRef, useState } from "react";

/** Pixels from the end within which a reader counts as being there. */
const NEAR = 80;

/** Keeps a scrolling box at its end while it grows, unless its reader has scrolled up. The content is its first child. */
export function useStickToEnd() {
  const ref = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    sticks.current = true;
    ref.current?.scrollTo({ top: ref.current.scrollHeight });
  }, []);

  useEffect(() => {
    const box = ref.current;
    const content = box?.firstElementChild;
    if (!box || !content) return;
    let top = 0;
    function onScroll() {
      if (!box) return;
      const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
      // What grows below doesn't count as leaving: by the time of this event, more may have come in. Scrolling up does.
      if (isNear) sticks.current = true;
      else if (box.scrollTop < top) sticks.current = false;
      top = box.scrollTop;
      setAtEnd(sticks.current);
    }
    const observer = new ResizeObserver(() => {
      if (sticks.current) box.scrollTo({ top: box.scrollHeight });
    });
    observer.observe(content);
    observer.observe(box);
    box.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener("scroll", onScroll);
    };
  }, []);

  return { ref, atEnd, toEnd };
}
