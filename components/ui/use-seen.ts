import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * Whether a good part of the element has been in view; once it has, it stays so. What is costly to draw can wait for it.
 * @param share of its area, from 0 to 1
 */
export function useSeen<T extends Element>(share = 0.2): [RefObject<T | null>, boolean] {
  const ref = useRef<T>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || seen) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { threshold: share },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [share, seen]);
  return [ref, seen];
}
